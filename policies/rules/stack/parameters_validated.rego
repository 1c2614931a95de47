# METADATA
# title: Text parameters say which values they take
# description: >-
#   A mistyped range, address or suffix is refused at once when the parameter says what it takes, and otherwise only
#   when a resource fails halfway through the deployment.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
# custom:
#   id: FC_STACK_007
#   severity: low
#   category: interface
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-missing_parameter_validation]
#   remediation:
#     cloudformation: |
#       EnvironmentSuffix:
#         Type: String
#         AllowedPattern: ^[a-z0-9-]{1,20}$
#         ConstraintDescription: lower case letters, digits and hyphens, at most 20
package stackgrade.rules.stack.parameters_validated

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains resources.stack if count(_judged) > 0

fail contains findings.at(stack, concat(".", ["Parameters", name]), message) if {
	some stack in subject
	some name in _judged
	count(object.keys(input.parameters[name]) & _constraints) == 0
	message := concat(" ", ["parameter", name, "takes any text"])
}

# The types of AWS and numbers say what they take. What a secret takes is for those who make it.
_judged contains name if {
	some name, parameter in input.parameters
	parameter.type == "String"
	not name in names.secret_parameters
}

_constraints := {"allowed_pattern", "allowed_values", "max_length", "min_length"}
