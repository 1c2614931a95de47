# METADATA
# title: No password stands in the settings of a resource
# description: >-
#   A password in a template is readable to everyone who can read the repository or the stack, and stays in its history
#   for good. User data is read by every program on the instance, too.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/cfn-example_reference-secret.html
# custom:
#   id: FC_CREDENTIAL_006
#   severity: critical
#   category: credentials
#   types: ["*"]
#   failures: [F-000-01]
#   remediation:
#     cloudformation: |
#       Password: !Sub "{{resolve:secretsmanager:${EndpointSecret}:SecretString:password}}"
#       # a script fetches it, in the name of the instance's role
#       UserData:
#         Fn::Base64: !Sub |
#           #!/bin/bash -e
#           export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id ${DbSecret} \
#             --query SecretString --output text)
#     AWS::SSM::Parameter: |
#       # in place of the parameter, which CloudFormation keeps as readable text
#       DatabaseSecret:
#         Type: AWS::SecretsManager::Secret
#         Properties:
#           GenerateSecretString:
#             SecretStringTemplate: '{"username": "shop"}'
#             GenerateStringKey: password
#             ExcludeCharacters: '"@/\'
#     terraform: |
#       password = data.aws_secretsmanager_secret_version.endpoint.secret_string
#       # a script fetches it, in the name of the instance's role
#       user_data = <<-EOF
#         #!/bin/bash -e
#         export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id ${aws_secretsmanager_secret.db.id} \
#           --query SecretString --output text)
#       EOF
#     aws_ssm_parameter: |
#       ephemeral "random_password" "db" {
#         length = 32
#       }
#
#       resource "aws_ssm_parameter" "db" {
#         name             = "/shop/db/password"
#         type             = "SecureString"
#         value_wo         = ephemeral.random_password.db.result # in place of value
#         value_wo_version = 1
#       }
package stackgrade.rules.credentials.no_password

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[setting.resource.address] := setting.resource if some setting in _settings

subject[script.resource.address] := script.resource if some script in _scripts

fail contains findings.proven_at(setting.resource, setting.path, "a secret stands here in the clear") if {
	some setting in _settings
	names.is_secret_text(setting.value)
	not _is_filled_in(setting)
}

fail contains findings.proven_at(script.resource, script.path, message) if {
	some script in _scripts
	some [_, written, value] in regex.find_all_string_submatch_n(_assignment, script.text, -1)
	name := trim_space(written)
	_is_secret(name)
	names.is_secret_text(value)
	not regex.match(_command, value)
	message := concat("", ["the script has ", name, " in the clear"])
}

# Of PowerShell, whose `$token=Invoke-RestMethod ...` fetches it.
_command := `^(ConvertFrom|ConvertTo|Get|Import|Invoke|Join|New|Read|Select|Start)-[A-Z][A-Za-z]+$`

# What is called a password, but for what other rules look at: master passwords of RDS, and environment variables.
_settings contains {"resource": resource, "path": path, "value": value} if {
	some resource in input.resources
	regex.match(_any_secret_name, json.marshal(resource.properties))
	walk(resource.properties, [path, value])
	name := path[count(path) - 1]
	is_string(name)
	_is_secret(name)
	_is_text(value)
	not "Tags" in path
	not _is_elsewhere(resource, path)
}

# The name of a parameter in Parameter Store tells what its value is.
_settings contains {"resource": resource, "path": ["Value"], "value": resource.properties.Value} if {
	some resource in resources.own("AWS::SSM::Parameter")
	names.is_secret(resource.properties.Name)
}

_scripts contains {"resource": resource, "path": path, "text": text} if {
	some resource in input.resources
	some path in [["UserData"], ["LaunchTemplateData", "UserData"]]
	text := object.get(resource.properties, path, "")
	is_string(text)
	text != ""
}

# One look at a whole resource, since few have anything that is called so.
_any_secret_name := concat("", [
	`(?i)(passw(or)?d|passphrase|secret|token|(api|private|access|auth|secret)[-_]?key|credentials?)`,
	`[-_]?(value|text)?[-_]?":`,
])

# A secret is mostly named under such a name, not written: `Secret: shop/database`.
_is_secret(name) if {
	names.is_secret(name)
	not regex.match(`(secret|credentials?)$`, names.plain(name))
}

_is_secret(name) if regex.match(`(client|consumer|shared|signing|webhook)secret$`, names.plain(name))

# And not what an expression of API Gateway or Step Functions takes from a request, the unit of a lifetime, or a key,
# which has a rule of its own.
_is_text(value) if {
	is_string(value)
	not regex.match(`^(\$|-----BEGIN |(method|integration|context|stageVariables)\.|(second|minute|hour|day)s$)`, value)
}

_is_text(value) if values.is_unknown(value)

_is_text(value) if values.is_reference(value)

_is_elsewhere(resource, ["MasterUserPassword"]) if startswith(resource.type, "AWS::RDS::")

_is_elsewhere(resource, path) if {
	some variable in names.variables(resource)
	array.slice(path, 0, count(variable.path)) == variable.path
}

# External Secrets calls so what the secret is known by within the cluster.
_is_elsewhere(resource, path) if {
	resource.source_type == "kubernetes_manifest"
	path[count(path) - 1] == "secretKey"
}

# Then the default of the parameter is what is wrong.
_is_filled_in(setting) if {
	some name in resources.parameters(setting.resource, findings.path(setting.path))
	name in (names.secret_parameters | names.hidden_parameters)
}

# With the end of the word, so that arguments of a call in another language are none.
_assignment := concat("", [
	`((?i:aws_secret_access_key)\s*|\w+)=\s?\\?["']?`,
	`([!#%*+./0-9:=?@A-Z^_a-z~-]{4,})`,
	`(?:[\s"';&|\\]|$)`,
])
