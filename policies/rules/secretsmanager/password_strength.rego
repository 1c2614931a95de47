# METADATA
# title: A generated password is long enough
# description: >-
#   A short password can be guessed from a stolen hash. Nobody types a generated one, so that length costs
#   nothing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/cfn-example_secret.html
# custom:
#   id: FC_SECRET_005
#   severity: medium
#   category: credentials
#   languages: [cloudformation]
#   types: [AWS::SecretsManager::Secret]
#   attributes: [GenerateSecretString.PasswordLength]
#   failures: [F-001-03.1]
#   remediation:
#     cloudformation: |
#       GenerateSecretString:
#         PasswordLength: 32
#     terraform: |
#       length = 32
package stackgrade.rules.secretsmanager.password_strength

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	resources.has(resource, ["GenerateSecretString"])
}

# The default length is 32.
fail contains findings.at(resource, "GenerateSecretString.PasswordLength", "it has less than 16 characters") if {
	some resource in subject
	resource.properties.GenerateSecretString.PasswordLength < 16
}
