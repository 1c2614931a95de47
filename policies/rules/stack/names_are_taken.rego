# METADATA
# title: Names in a template are ones that CloudFormation takes
# description: >-
#   CloudFormation refuses a template in which the name of a parameter, resource or output has more than letters and
#   digits, or a parameter and a resource bear the same one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
# custom:
#   id: FC_STACK_064
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-invalid_name_format]
#   remediation:
#     cloudformation: |
#       Resources:
#         OrdersQueue: # not orders_queue
#           Type: AWS::SQS::Queue
package stackgrade.rules.stack.names_are_taken

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(input.resources) > 0

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.faults
	fault.kind == "name"
}
