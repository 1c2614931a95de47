# METADATA
# title: Parameters and variables that take a secret do not show it
# description: >-
#   CloudFormation shows a parameter without `NoEcho` in its console and in every answer of DescribeStacks, to everybody
#   who may look at the stack. Terraform prints a variable that is not `sensitive` in its plans, and so in the logs of
#   pipelines.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://developer.hashicorp.com/terraform/language/values/variables
# custom:
#   id: FC_CREDENTIAL_002
#   severity: high
#   category: credentials
#   types: [Stack]
#   failures: [F-000-01, E-parameter_noecho_missing]
#   remediation:
#     cloudformation: |
#       NoEcho: true
#     terraform: |
#       sensitive = true
package stackgrade.rules.credentials.secret_parameter_noecho

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(names.secret_parameters) > 0

fail contains findings.proven_at(resources.stack, concat(".", ["Parameters", name, "NoEcho"]), message) if {
	some name in names.secret_parameters
	not input.parameters[name].no_echo
	message := concat(" ", ["the secret", names.parameter_word, name, "is shown in the clear"])
}
