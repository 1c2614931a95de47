# METADATA
# title: The environment suffix takes any environment
# description: >-
#   A suffix sets one deployment apart from the next. Limited to a list, it keeps a pipeline from deploying a branch or
#   a test run of its own beside the others.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
# custom:
#   id: FC_NAMING_008
#   severity: low
#   category: interface
#   types: [Stack]
#   when: {self_contained: true}
#   failures: [E-parameter_overconstrained]
#   remediation:
#     cloudformation: |
#       Parameters:
#         EnvironmentSuffix:
#           Type: String
#           Default: dev
#           AllowedPattern: ^[a-z0-9-]{1,12}$
#     terraform: |
#       variable "environment_suffix" {
#         type = string
#
#         validation {
#           condition     = can(regex("^[a-z0-9-]{1,12}$", var.environment_suffix))
#           error_message = "Lower-case letters, digits and hyphens, 12 at most."
#         }
#       }
package stackgrade.rules.naming.suffix_takes_any_environment

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(names.suffix_parameters) > 0

fail contains findings.proven_at(resources.stack, concat(".", ["Parameters", name, "AllowedValues"]), message) if {
	some name in names.suffix_parameters
	count(input.parameters[name].allowed_values) > 0
	message := concat("", [name, " takes the environments of a list only"])
}
