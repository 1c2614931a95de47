# METADATA
# title: The default of a parameter is a value that it takes
# description: >-
#   A default that is not among the allowed values, too short or of another form is refused as any other value is, so
#   that the stack cannot be created with its defaults.
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
package stackgrade.rules.stack.defaults_are_taken

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(_with_defaults) > 0

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.faults
	fault.kind == "default"
}

_with_defaults contains name if {
	some name, parameter in input.parameters
	is_string(parameter.default)
}
