# METADATA
# title: Everything that is referred to exists
# description: >-
#   A reference to a parameter, resource or mapping that the template does not have makes CloudFormation
#   refuse the template.
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
package stackgrade.rules.stack.references_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains resources.stack if count(input.resources) > 0

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
