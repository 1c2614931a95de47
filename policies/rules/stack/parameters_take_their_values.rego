# METADATA
# title: A parameter or variable accepts its own value
# description: >-
#   A default that is not among the allowed values, too short or of another form is refused as any other value is, so
#   that the stack cannot be created with its defaults. The same holds for what a stack gives to one nested in it, and
#   for what a variable of Terraform takes by its validation.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://developer.hashicorp.com/terraform/language/values/variables#custom-validation-rules
# custom:
#   id: FC_STACK_067
#   severity: high
#   category: interface
#   types: [Stack]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Environment:
#         Type: String
#         Default: test # one of the values below
#         AllowedValues: [test, production]
#     terraform: |
#       variable "environment" {
#         type    = string
#         default = "test" # one of the values below
#
#         validation {
#           condition     = contains(["test", "production"], var.environment)
#           error_message = "The environment is test or production."
#         }
#       }
package stackgrade.rules.stack.parameters_take_their_values

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(_with_values) > 0

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.faults
	fault.kind == "value"
}

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "value"
}

# A variable of Terraform says in a validation what it takes, and most have none.
_with_values contains name if {
	some name, parameter in input.parameters
	not parameter.validated == false
	object.get(parameter, "value", object.get(parameter, "default", null)) != null
}
