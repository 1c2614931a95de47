# METADATA
# title: A generated database password has only characters that RDS takes
# description: >-
#   RDS refuses a master password with a slash, an at sign, a double quote or a space. A generated one has
#   such a character in most cases, so that the deployment fails at random.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CreateDBInstance.Settings.html
# custom:
#   id: FC_SECRET_007
#   severity: high
#   category: credentials
#   languages: [cloudformation]
#   types: [AWS::SecretsManager::Secret]
#   attributes: [GenerateSecretString.ExcludeCharacters, GenerateSecretString.ExcludePunctuation]
#   failures: [F-001-03.2, E-random_password_invalid_chars]
#   remediation:
#     cloudformation: |
#       GenerateSecretString:
#         ExcludeCharacters: "\"@/ "
#     terraform: |
#       override_special = "!#$%&*()-_=+[]{}<>:?"
package stackgrade.rules.secretsmanager.characters_for_databases

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.secrets

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in secrets.of_databases
	resources.has(resource, ["GenerateSecretString"])
}

fail contains findings.at(resource, "GenerateSecretString", message) if {
	some resource in subject
	generated := resource.properties.GenerateSecretString
	not generated.ExcludePunctuation == true
	missing := {character |
		some character in ["/", "@", "\""]
		not contains(object.get(generated, "ExcludeCharacters", ""), character)
	}
	count(missing) > 0
	message := concat("", ["not excluded: ", concat(" ", sort(missing))])
}
