# METADATA
# title: A parameter accepts its own value
# description: >-
#   A default that is not among the allowed values, too short or of another form is refused as any other value is, so
#   that the stack cannot be created with its defaults. The same holds for what a stack gives to one nested in it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
# custom:
#   id: FC_STACK_067
#   severity: high
#   category: interface
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Environment:
#         Type: String
#         Default: test # one of the values below
#         AllowedValues: [test, production]
package stackgrade.rules.stack.parameters_take_their_values

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(_with_values) > 0

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.faults
	fault.kind == "value"
}

_with_values contains name if {
	some name, parameter in input.parameters
	object.get(parameter, "value", object.get(parameter, "default", null)) != null
}
