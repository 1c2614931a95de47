# METADATA
# title: A stack that deploys on its own makes the secrets and parameters that it reads
# description: >-
#   A secret or parameter that is called by its name is looked up when the resource is created. In an account without it
#   the deployment fails there, after everything before it was made.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
# custom:
#   id: FC_STACK_071
#   severity: critical
#   category: interface
#   languages: [cloudformation]
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
	message := concat("", ["the stack does not make the ", _words[kind], " that is read here"])
}

# What is read by its name: not through a reference or an ARN, nor what AWS gives to all.
_read(address) := [[path, found[1], found[2]] |
	contains(texts.joined[address], "{{resolve:s")
	some [path, text] in texts.of[address]
	some found in regex.find_all_string_submatch_n(`\{\{resolve:(secretsmanager|ssm|ssm-secure):(.+)`, text, -1)
	not startswith(found[2], "${")
	not startswith(found[2], "arn:")
	not startswith(found[2], "/aws/")
	not startswith(found[2], "aws/")
]

_made := {"secretsmanager": _names("AWS::SecretsManager::Secret"), "ssm": _parameters, "ssm-secure": _parameters}

_parameters := _names("AWS::SSM::Parameter")

_names(type) := {resource.properties.Name | some resource in resources.of(type)}

_words := {"secretsmanager": "secret", "ssm": "parameter", "ssm-secure": "parameter"}
