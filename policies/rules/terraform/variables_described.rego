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
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if {
	input.format == "terraform"
	count(input.parameters) > 0
}

# Once for the stack: who describes one describes the others, too.
fail contains findings.at(resources.stack, path, message) if {
	count(subject) > 0
	path := concat(".", ["Parameters", sort(_bare)[0]])
	message := concat(" ", ["variables without a description:", values.some_of(_bare)])
}

_bare contains name if {
	some name, parameter in input.parameters
	object.get(parameter, "description", "") == ""
}
