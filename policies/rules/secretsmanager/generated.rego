# METADATA
# title: A secret is generated, not written down
# description: >-
#   A secret whose value stands in the template, or is handed over as a parameter, has been seen by everyone
#   on its way. Secrets Manager generates one that nobody has seen.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/cfn-example_secret.html
# custom:
#   id: FC_SECRET_001
#   severity: high
#   category: credentials
#   types: [AWS::SecretsManager::Secret]
#   presence: [SecretString]
#   failures: [F-000-01.1]
#   remediation:
#     cloudformation: |
#       GenerateSecretString:
#         SecretStringTemplate: '{"username": "app"}'
#         GenerateStringKey: password
#         PasswordLength: 32
#     terraform: |
#       resource "random_password" "app" {
#         length = 32
#       }
package stackgrade.rules.secretsmanager.generated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Secrets in the clear arrive cut short.
fail contains findings.proven_at(resource, "SecretString", "the value stands in the template") if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	_in_the_clear(resource)
}

fail contains findings.proven_at(resource, "SecretString", message) if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	not _in_the_clear(resource)
	some name in resources.parameters(resource, "SecretString")
	input.parameters[name].no_echo
	regex.match(`(?i)pass|secret`, name)
	message := concat("", ["the value is handed over as parameter ", name])
}

_in_the_clear(resource) if contains(resource.properties.SecretString, "********")
