# METADATA
# title: Variables are described
# description: >-
#   The description is what whoever calls the module, or is asked for the value, learns of what a variable is for.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/values/variables
# custom:
#   id: FC_TERRAFORM_009
#   severity: low
#   category: interface
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_parameter_validation]
#   remediation:
#     terraform: |
#       variable "environment" {
#         description = "Which deployment this is; part of every name"
#         type        = string
#       }
package stackgrade.rules.terraform.variables_described

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if {
	input.format == "terraform"
	count(input.parameters) > 0
}

fail contains findings.at(resources.stack, concat(".", ["Parameters", name]), message) if {
	count(subject) > 0
	some name, parameter in input.parameters
	object.get(parameter, "description", "") == ""
	message := concat("", ["variable `", name, "` has no description"])
}
