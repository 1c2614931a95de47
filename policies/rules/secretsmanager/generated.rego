# METADATA
# title: A secret is generated, not written down
# description: >-
#   A secret whose value stands in the template, or is handed over as a parameter or variable, has been seen by everyone
#   on its way. Secrets Manager generates one that nobody has seen. What somebody else issues, such as the key of an
#   API, cannot be generated.
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
#
#       resource "aws_secretsmanager_secret_version" "app" {
#         secret_id     = aws_secretsmanager_secret.app.id
#         secret_string = random_password.app.result
#       }
package stackgrade.rules.secretsmanager.generated

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
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
	_takes_secret(name)
	not regex.match(_of_others, name)
	message := concat(" ", ["the value is handed over as the", names.word_for_parameter, name])
}

_takes_secret(name) if name in names.secret_parameters

_takes_secret(name) if {
	input.parameters[name].no_echo
	regex.match(`(?i)pass|secret`, name)
}

# What a mail server, a directory, an identity provider or a partner gives out.
_of_others := concat("|", [
	`(?i)(access|api|app|client|consumer|shared|signing|webhook)[-_]?(key|secret|token)`,
	`(?i)(bind|captcha|directory|domain|github|gitlab|google|ldap|mail|oauth|partner|slack|smtp|stripe|twilio|vendor)`,
])

_in_the_clear(resource) if contains(resource.properties.SecretString, "********")
