# METADATA
# title: No key pair has to exist before the deployment
# description: >-
#   In an account without this key pair the deployment fails, and SSH keys live long and are hard to guard. Session
#   Manager opens a shell without one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
# custom:
#   id: FC_STACK_009
#   severity: critical
#   category: access
#   types:
#     - AWS::AutoScaling::LaunchConfiguration
#     - AWS::EC2::Instance
#     - AWS::EC2::LaunchTemplate
#     - Stack
#   companions: [AWS::EC2::KeyPair.KeyName]
#   when: {self_contained: true}
#   failures: [E-keypair_parameter_requires_existing]
#   remediation:
#     cloudformation: |
#       # leave out KeyName, and let the instance's role use Session Manager
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore
#     terraform: |
#       # leave out key_name, and let the instance's role use Session Manager
#       resource "aws_iam_role_policy_attachment" "session_manager" {
#         role       = aws_iam_role.server.name
#         policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
#       }
package stackgrade.rules.stack.no_key_pair_needed

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(names.key_pair_parameters) > 0

subject[resources.stack.address] := resources.stack if {
	resources.any_of(_machines)
}

subject[resource.address] := resource if {
	some resource in resources.own_any(_machines)
	_key_path(resource)
}

_machines := ["AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::Instance", "AWS::EC2::LaunchTemplate"]

# Also with a default or a value: CloudFormation refuses a key pair that the account does not have.
fail contains findings.at(resources.stack, concat(".", ["Parameters", name]), message) if {
	some name in names.key_pair_parameters
	message := concat(" ", ["parameter", name, "wants a key pair that is there already"])
}

# Of a parameter that says what it takes it is told there.
fail contains findings.at(resource, path, "it wants a key pair that is there already") if {
	some resource in subject
	path := _key_path(resource)
	count(resources.parameters(resource, findings.path(path)) & names.key_pair_parameters) == 0
	_is_brought(object.get(resource.properties, path, null), resource, path)
}

_key_path(resource) := path if {
	path := _paths[resource.type]
	resources.has(resource, path)
}

_paths := {
	"AWS::AutoScaling::LaunchConfiguration": ["KeyName"],
	"AWS::EC2::Instance": ["KeyName"],
	"AWS::EC2::LaunchTemplate": ["LaunchTemplateData", "KeyName"],
}

_is_brought(name, resource, path) if {
	values.is_literal(name)
	name != ""
	every pair in resources.of("AWS::EC2::KeyPair") {
		not pair.properties.KeyName == name
		not _refers(resource, path, pair)
	}
}

_refers(resource, path, pair) if {
	some edge in resources.edges_from(resource.address)
	edge.target == pair.address
	edge.attribute == findings.path(path)
}
