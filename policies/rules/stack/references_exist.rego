# METADATA
# title: Everything that is referred to exists
# description: >-
#   CloudFormation and Terraform refuse a stack that refers to a parameter, variable, resource or mapping
#   which is not declared in it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
# custom:
#   id: FC_STACK_021
#   severity: critical
#   category: operations
#   types: [Stack]
#   failures: [E-undefined_reference]
#   remediation:
#     cloudformation: |
#       Value: !Ref Topic
#     terraform: |
#       value = aws_sns_topic.topic.arn
package stackgrade.rules.stack.references_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(input.resources) > 0

fail contains findings.at(resources.stack, _place(resource.address), message) if {
	some resource in input.resources
	some reason in {unknown.reason | some unknown in resource.unknowns; unknown.kind == "undefined"}
	message := concat("", [resource.address, ": ", reason])
}

fail contains findings.at(resources.stack, "Outputs", unknown.reason) if {
	some unknown in input.unknowns
	unknown.kind == "undefined"
}

_place(address) := concat(".", ["Resources", address])
