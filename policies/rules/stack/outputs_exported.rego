# METADATA
# title: The stack exports what other stacks need
# description: >-
#   Other stacks that cannot import an identifier copy it, and the copy is wrong as soon as the resource is replaced. An
#   opinion: a stack that no other one builds on needs no exports.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
# custom:
#   id: FC_STACK_004
#   severity: low
#   category: interface
#   languages: [cloudformation]
#   types: [Stack]
#   when: {opinions: true}
#   failures: [F-001-15.7, F-003-07.4]
#   remediation:
#     cloudformation: |
#       OrdersQueueUrl:
#         Description: Where orders are sent to
#         Value: !Ref OrdersQueue
#         Export:
#           Name: !Sub ${AWS::StackName}-OrdersQueueUrl
package stackgrade.rules.stack.outputs_exported

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Terraform reads the state of another stack, and what a program synthesizes has the exports that it needs.
subject[resources.stack.address] := resources.stack if {
	input.format in {"cloudformation", "sam"}
	count(outputs.written) > 0
}

fail contains findings.at(stack, "Outputs", "no output is exported") if {
	some stack in subject
	every output in outputs.written {
		not output.export
	}
}
