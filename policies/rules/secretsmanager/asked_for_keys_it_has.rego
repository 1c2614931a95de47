# METADATA
# title: A secret has the keys that it is asked for
# description: >-
#   A generated secret holds what its template lists and the key that is generated. A dynamic reference to another key
#   stops the deployment.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
# custom:
#   id: FC_SECRET_011
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: [AWS::SecretsManager::Secret]
#   attributes: [GenerateSecretString]
#   failures: [E-placeholder_or_nonexistent_reference]
#   remediation:
#     cloudformation: |
#       GenerateSecretString:
#         SecretStringTemplate: '{"username": "shop_owner"}' # what {{resolve:...:SecretString:username}} asks for
#         GenerateStringKey: password
package stackgrade.rules.secretsmanager.asked_for_keys_it_has

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[secret.address] := secret if {
	some secret in resources.own("AWS::SecretsManager::Secret")
	resources.has(secret, ["GenerateSecretString", "GenerateStringKey"])
	count(_asked[secret.address]) > 0
}

fail contains findings.at(secret, ["GenerateSecretString", "SecretStringTemplate"], message) if {
	some secret in subject
	some key in _asked[secret.address]
	not _has(secret, key)
	message := concat("", ["it is asked for `", key, "`, which it does not have"])
}

# The keys that dynamic references ask each secret for.
_asked[address] contains key if {
	some user, _ in input.resources
	some [_, text] in texts.of[user]
	contains(text, "{{resolve:secretsmanager:${")
	some match in regex.find_all_string_submatch_n(_reference, text, -1)
	address := match[1]
	key := match[2]
}

_reference := `\{\{resolve:secretsmanager:\$\{(\w+)\}:(?:SecretString)?:([^:}$]+)`

_has(secret, key) if secret.properties.GenerateSecretString.GenerateStringKey == key

_has(secret, key) if contains(secret.properties.GenerateSecretString.SecretStringTemplate, concat("", [`"`, key, `"`]))

# What attaching the secret to a database puts in.
_has(secret, key) if {
	count(resources.referrers(secret.address, "AWS::SecretsManager::SecretTargetAttachment")) > 0
	key in {"dbClusterIdentifier", "dbInstanceIdentifier", "dbname", "engine", "host", "port"}
}
