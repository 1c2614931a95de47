# METADATA
# title: A stack that deploys on its own makes the secrets and parameters that it reads
# description: >-
#   A secret or parameter that is called by its name is looked up: by CloudFormation when the resource is created, after
#   everything before it was made, by Terraform before it plans. In an account without it the deployment fails there.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/secretsmanager_secret_version
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
# custom:
#   id: FC_STACK_071
#   severity: critical
#   category: interface
#   types: ["*"]
#   companions: [AWS::SecretsManager::Secret.Name, AWS::SSM::Parameter.Name]
#   when: {self_contained: true}
#   failures: [E-template_requires_preexisting_resource]
#   remediation:
#     cloudformation: |
#       DatabaseSecret:
#         Type: AWS::SecretsManager::Secret
#         Properties:
#           GenerateSecretString: # {{resolve:secretsmanager:${DatabaseSecret}:SecretString:password}}
#             SecretStringTemplate: '{"username": "shop"}'
#             GenerateStringKey: password
#             ExcludeCharacters: '"@/\'
#       # what is no secret may be a parameter, which is read with !GetAtt DatabaseUser.Value
#       DatabaseUser:
#         Type: AWS::SSM::Parameter
#         Properties:
#           Type: String
#           Value: shop
#     terraform: |
#       ephemeral "random_password" "database" {
#         length  = 32
#         special = false
#       }
#
#       resource "aws_secretsmanager_secret" "database" {
#         name_prefix = "shop-database-"
#       }
#
#       # a data source that waits for it reads it: secret_id = aws_secretsmanager_secret_version.database.secret_id
#       resource "aws_secretsmanager_secret_version" "database" {
#         secret_id                = aws_secretsmanager_secret.database.id
#         secret_string_wo         = ephemeral.random_password.database.result
#         secret_string_wo_version = 1
#       }
#
#       # what is no secret may be a parameter, which is read as aws_ssm_parameter.user.value
#       resource "aws_ssm_parameter" "user" {
#         name  = "/shop/database/user"
#         type  = "String"
#         value = "shop"
#       }
package stackgrade.rules.stack.what_is_read_is_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[address] := resource if {
	some address, resource in input.resources
	count(_read(address)) > 0
}

fail contains findings.at(resource, path, message) if {
	some address, resource in subject
	some [path, kind, rest] in _read(address)
	every name in _made[kind] {
		not startswith(rest, name)
	}
	_is_told(rest, kind)
	message := concat("", ["the stack does not make the ", _words[kind], " that is read here"])
}

# In Terraform, a name that something is filled in may be the name of one that is made.
_is_told(_, _) if not resources.is_terraform

_is_told(rest, _) if not contains(rest, "${")

_is_told(_, kind) if count(_made[kind]) == 0

# What is read by its name: not through a reference or an ARN, nor what AWS gives to all.
_read(address) := [[path, found[1], rest] |
	contains(texts.joined[address], "{{resolve:s")
	some [path, text] in texts.of[address]
	some found in regex.find_all_string_submatch_n(`\{\{resolve:(secretsmanager|ssm|ssm-secure):(.+)`, text, -1)
	rest := _named(found[2])
	not startswith(rest, "${")
	not startswith(rest, "arn:")
	not startswith(rest, "/aws/")
	not startswith(rest, "aws/")
]

# A data source of Terraform may look up by a name what another one reads.
_named(rest) := rest if not startswith(rest, "${data.")

_named(rest) := name if {
	some address, lookup in input.terraform.lookups
	startswith(rest, concat("", ["${", address, "."]))
	name := lookup.arguments.name
	is_string(name)
}

_made := {"secretsmanager": _names("AWS::SecretsManager::Secret"), "ssm": _parameters, "ssm-secure": _parameters}

_parameters := _names("AWS::SSM::Parameter")

_names(type) := {resource.properties.Name | some resource in resources.of(type)}

_words := {"secretsmanager": "secret", "ssm": "parameter", "ssm-secure": "parameter"}
