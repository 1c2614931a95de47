# METADATA
# title: What is to be filled into a text stands in Fn::Sub
# description: >-
#   In a text of its own, the name of a parameter or resource in `${}` stays as it is: the service gets the dollar sign
#   and the name.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
# custom:
#   id: FC_STACK_065
#   severity: high
#   category: operations
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-invalid_expression]
#   remediation:
#     cloudformation: |
#       QueueName: !Sub orders-${Environment}
package stackgrade.rules.stack.texts_are_filled_in

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(input.resources) > 0

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.faults
	fault.kind == "unfilled"
}
