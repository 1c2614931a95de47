# METADATA
# title: Variables whose shape is known say so
# description: >-
#   A mistyped address range or environment is refused at once when the variable says what it takes, and otherwise
#   only when AWS does so halfway through the apply.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/values/variables#custom-validation-rules
# custom:
#   id: FC_TERRAFORM_010
#   severity: low
#   category: interface
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_parameter_validation]
#   remediation:
#     terraform: |
#       variable "vpc_cidr" {
#         type = string
#
#         validation {
#           condition     = can(cidrhost(var.vpc_cidr, 0))
#           error_message = "vpc_cidr has to be an address range such as 10.0.0.0/16."
#         }
#       }
#     terraform/email: |
#       variable "alarm_email" {
#         type = string
#
#         validation {
#           condition     = can(regex("^[^@ ]+@[^@ ]+[.][^@ ]+$", var.alarm_email))
#           error_message = "alarm_email has to be an address such as team@example.com."
#         }
#       }
#     terraform/environment: |
#       variable "environment" {
#         type = string
#
#         validation {
#           condition     = can(regex("^[a-z][a-z0-9-]{1,15}$", var.environment))
#           error_message = "environment has to be a short name in lower case, such as dev or pr-17."
#         }
#       }
package stackgrade.rules.terraform.variables_validated

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if {
	input.format == "terraform"
	count(_judged) > 0
}

fail contains findings.of_case(finding, _case(name)) if {
	count(subject) > 0
	some name in _judged
	not input.parameters[name].validated
	message := concat("", ["variable `", name, "` takes any text"])
	finding := findings.at(resources.stack, concat(".", ["Parameters", name]), message)
}

# What the fix is about.
_case(name) := "range" if {
	regex.match(`(cidr|range)`, name)
} else := "email" if {
	contains(name, "email")
} else := "environment"

# Of other variables nobody but their author knows what is sound.
_judged contains name if {
	some name, parameter in input.parameters
	parameter.type == "string"
	regex.match(`(^|_)(cidr|cidr_(block|ip|range)|ip_range|env|environment|email|email_address)$`, name)
}

_judged contains name if {
	some name in names.environment_parameters
	input.parameters[name].type == "string"
}
