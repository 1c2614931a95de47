# METADATA
# title: Variables have a type
# description: >-
#   A variable without a type takes anything: a list where a name was meant shows only in an error deep inside a
#   resource.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/values/variables
# custom:
#   id: FC_TERRAFORM_008
#   severity: low
#   category: interface
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_parameter_validation]
#   remediation:
#     terraform: |
#       variable "environment" {
#         type = string
#       }
package stackgrade.rules.terraform.variables_typed

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# CDKTF writes the types of its variables only where the program says so.
subject[resources.stack.address] := resources.stack if {
	input.format == "terraform"
	count(input.parameters) > 0
}

fail contains findings.at(resources.stack, concat(".", ["Parameters", name]), message) if {
	count(subject) > 0
	some name, parameter in input.parameters
	not parameter.typed
	message := concat("", ["variable `", name, "` has no type"])
}
