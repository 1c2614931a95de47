# METADATA
# title: Export names differ from one deployment to the next
# description: >-
#   An export name exists once in an account and region: a second deployment that exports a fixed one fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
# custom:
#   id: FC_STACK_005
#   severity: medium
#   category: interface
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-inconsistent_export_names]
#   remediation:
#     cloudformation: |
#       Export:
#         Name: !Sub ${AWS::StackName}-OrdersQueueUrl
package stackgrade.rules.stack.export_names_scoped

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if {
	some output in outputs.written
	output.export
}

fail contains findings.at(stack, path, concat(" ", ["output", name, "is exported under a fixed name"])) if {
	some stack in subject
	some name, output in outputs.written
	is_string(output.export)
	not names.is_unique(output.export)
	path := concat(".", ["Outputs", name, "Export"])
	count(resources.parameters(stack, path)) == 0
	not names.carries_suffix(stack, path, output.export)
}
