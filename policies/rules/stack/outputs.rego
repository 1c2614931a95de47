# METADATA
# title: The stack has outputs
# description: >-
#   Tests, applications and other stacks need identifiers and endpoints; without outputs they look them up by hand or
#   guess them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
# custom:
#   id: FC_STACK_001
#   severity: low
#   category: interface
#   types: [Stack]
#   failures: [F-000-11, F-001-15, E-missing_outputs]
#   remediation:
#     cloudformation: |
#       Outputs:
#         OrdersQueueUrl:
#           Description: Where orders are sent to
#           Value: !Ref OrdersQueue
#     terraform: |
#       output "orders_queue_url" {
#         description = "Where orders are sent to"
#         value       = aws_sqs_queue.orders.url
#       }
package stackgrade.rules.stack.outputs

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.nesting
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# One or two resources may have nobody who asks for them, and of a nested stack the outer one asks for what it needs.
# CDK makes an output as soon as another stack of the app needs it, and what asks for a root module reads its state.
subject[resources.stack.address] := resources.stack if {
	not constructs.is_synthesized
	not _is_lasting_root
	count(input.resources) >= 3
	not nesting.is_nested
}

_is_lasting_root if {
	resources.is_terraform
	not input.profile.self_contained
}

fail contains findings.missing(resources.stack, "the stack has no outputs") if count(input.outputs) == 0
