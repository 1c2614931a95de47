# METADATA
# title: No parameter or variable has a secret as its default
# description: >-
#   A default stands in the template for everybody who reads the repository, and every deployment that gives no other
#   value has the same secret.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
# custom:
#   id: FC_CREDENTIAL_001
#   severity: high
#   category: credentials
#   types: [Stack]
#   failures: [F-000-01.1]
#   remediation:
#     cloudformation: |
#       Resources:
#         DbSecret:
#           Type: AWS::SecretsManager::Secret
#           Properties:
#             GenerateSecretString:
#               SecretStringTemplate: '{"username": "app"}'
#               GenerateStringKey: password
#               ExcludePunctuation: true
#       # and instead of the parameter:
#       # MasterUserPassword: !Sub "{{resolve:secretsmanager:${DbSecret}:SecretString:password}}"
#     terraform: |
#       variable "db_password" {
#         type      = string
#         sensitive = true # and no default
#       }
package stackgrade.rules.credentials.no_secret_default

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(names.secret_parameters) > 0

fail contains findings.proven_at(resources.stack, concat(".", ["Parameters", name, "Default"]), message) if {
	some name in names.secret_parameters
	names.is_secret_text(input.parameters[name].default)
	message := concat(" ", ["the secret", names.parameter_word, name, "has a default"])
}
