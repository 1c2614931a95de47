# METADATA
# title: A stack for tests is not production by default
# description: >-
#   Whoever deploys a stack that is made for a test and forgets to say which environment it is gets one that takes
#   itself for production: names, sizes and protections are those of the real one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://developer.hashicorp.com/terraform/language/values/variables
# custom:
#   id: FC_NAMING_007
#   severity: low
#   category: interface
#   types: [Stack]
#   when: {environment: test}
#   failures: [E-parameter_default_production]
#   remediation:
#     cloudformation: |
#       Parameters:
#         Environment:
#           Type: String
#           Default: dev
#     terraform: |
#       variable "environment" {
#         type    = string
#         default = "dev"
#       }
package stackgrade.rules.naming.default_is_not_production

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if {
	some name in names.environment_parameters
	input.parameters[name].default
}

fail contains findings.proven_at(resources.stack, concat(".", ["Parameters", name, "Default"]), message) if {
	some name in names.environment_parameters
	lower(input.parameters[name].default) in {"live", "prd", "prod", "production"}
	message := concat("", ["the default of ", name, " is production"])
}
