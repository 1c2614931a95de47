# METADATA
# title: The length of a generated password is stated
# description: >-
#   Left out, it is 32 characters. That is long enough, but a default that the template does not show: nobody can tell
#   whether the length was chosen, or whether it fits the engine.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
# custom:
#   id: FC_SECRET_009
#   severity: low
#   category: credentials
#   languages: [cloudformation]
#   types: [AWS::SecretsManager::Secret]
#   presence: [GenerateSecretString.PasswordLength]
#   when: {environment: production}
#   failures: [F-001-03.1]
#   remediation:
#     cloudformation: |
#       GenerateSecretString:
#         PasswordLength: 32
package stackgrade.rules.secretsmanager.length_is_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	resources.has(resource, ["GenerateSecretString"])
}

fail contains findings.at(resource, "GenerateSecretString.PasswordLength", "the length is left to the default") if {
	some resource in subject
	not resources.has(resource, ["GenerateSecretString", "PasswordLength"])
}
