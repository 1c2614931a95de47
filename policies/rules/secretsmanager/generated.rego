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
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, "SecretString", "the value stands in the template") if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	values.is_literal(resource.properties.SecretString)
	not _is_placeholder(resource.properties.SecretString)
	count(resources.parameters(resource, "SecretString")) == 0
}

fail contains findings.proven_at(resource, "SecretString", message) if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	some name in resources.parameters(resource, "SecretString")
	input.parameters[name].no_echo
	message := concat("", ["the value is handed over as parameter ", name])
}

# An empty object is filled in later, by somebody else.
_is_placeholder(text) if text in {"", "{}"}
