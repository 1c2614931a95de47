# METADATA
# title: Outputs are described
# description: >-
#   The description is all that a reader of the console or of another stack learns of what a value is for.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
# custom:
#   id: FC_STACK_003
#   severity: low
#   category: interface
#   types: [Stack]
#   failures: [F-001-15.7]
#   remediation:
#     cloudformation: |
#       OrdersQueueUrl:
#         Description: Where orders are sent to
#         Value: !Ref OrdersQueue
#     terraform: |
#       output "orders_queue_url" {
#         description = "Where orders are sent to"
#         value       = aws_sqs_queue.orders.url
#       }
package stackgrade.rules.stack.outputs_described

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(outputs.written) > 0

# Once for the stack: who describes one describes the others, too.
fail contains findings.at(resources.stack, path, message) if {
	count(subject) > 0
	path := concat(".", ["Outputs", sort(_bare)[0], "Description"])
	message := concat(" ", ["outputs without a description:", values.some_of(_bare)])
}

_bare contains name if {
	some name, output in outputs.written
	object.get(output, "description", "") in {"", null}
}
