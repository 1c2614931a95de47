# METADATA
# title: What the stack creates is used
# description: >-
#   A role, secret, log group or network ACL that nothing refers to shows that a connection was forgotten. It costs
#   money, widens access, and makes readers look for its use.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/wellarchitected/latest/framework/cost_decomissioning_resources_track.html
# custom:
#   id: FC_STACK_023
#   severity: low
#   category: operations
#   types:
#     - AWS::EC2::NetworkAcl
#     - AWS::EC2::SecurityGroup
#     - AWS::EFS::FileSystem
#     - AWS::IAM::InstanceProfile
#     - AWS::IAM::ManagedPolicy
#     - AWS::IAM::Role
#     - AWS::KMS::Key
#     - AWS::Logs::LogGroup
#     - AWS::SNS::Topic
#     - AWS::SecretsManager::Secret
#   failures: [F-001-S1]
#   remediation:
#     cloudformation: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       LogConfiguration:
#         LogDriver: awslogs
#         Options:
#           awslogs-group: !Ref Logs
#     terraform: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       options = {
#         awslogs-group = aws_cloudwatch_log_group.app.name
#       }
package stackgrade.rules.stack.nothing_unused

import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.outputs
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some type in metadata.custom.types
	some resource in resources.own(type)
	not _is_for_others(resource)
}

fail contains findings.missing(resource, "nothing uses it") if {
	some resource in subject
	not _is_used(resource)
}

# Roles of people and of other accounts, and what is called so that a service finds it.
_is_for_others(resource) if {
	resource.type == "AWS::IAM::Role"
	every pair in policies.statements(resource.properties.AssumeRolePolicyDocument) {
		count(policies.services(pair[1])) == 0
	}
}

_is_for_others(resource) if {
	resource.type == "AWS::Logs::LogGroup"
	regex.match(`^(/aws/|/ecs/|API-Gateway-Execution-Logs|aws-waf-logs|RDSOSMetrics)`, resource.properties.LogGroupName)
}

# Applications outside of the stack find these by their names.
_is_for_others(resource) if {
	some property in {"AWS::SNS::Topic": ["TopicName"], "AWS::SecretsManager::Secret": ["Name"]}[resource.type]
	resources.has(resource, [property])
}

# What every VPC has anyway, and Terraform takes over in order to close it.
_is_for_others(resource) if startswith(resource.source_type, "aws_default_")

# A policy that says itself who has it.
_is_for_others(resource) if {
	resource.type == "AWS::IAM::ManagedPolicy"
	some holders in ["Groups", "Roles", "Users"]
	resources.has(resource, [holders])
}

# A key may be used by its alias.
_is_used(resource) if {
	some called in array.concat([resource], resources.referrers(resource.address, "AWS::KMS::Alias"))
	_is_referred_to(called)
}

_is_referred_to(resource) if outputs.tell_of(resource)

_is_referred_to(resource) if {
	some edge in resources.edges_to(resource.address)
	edge.source != resource.address
	not _only_adds(resources.at(edge.source), edge)
}

# By what Terraform itself does, or what is not made here, by a count of zero.
_is_referred_to(resource) if resource.address in input.terraform.mentioned

# A condition that does not hold here may use it elsewhere.
_is_referred_to(resource) if {
	some address, chosen in texts.under_conditions
	address != resource.address
	resource.address in chosen
}

_is_referred_to(resource) if {
	name := log_groups.spelled(resource.properties[_names[resource.type]])
	count(name) > 3
	some address, found in texts.of
	address != resource.address
	some [_, text] in found
	contains(text, name)
}

_is_referred_to(resource) if {
	some other in _everything
	resource.address in other.depends_on
	not other.type in _additions
}

_names := {
	"AWS::IAM::InstanceProfile": "InstanceProfileName",
	"AWS::IAM::ManagedPolicy": "ManagedPolicyName",
	"AWS::IAM::Role": "RoleName",
	"AWS::KMS::Alias": "AliasName",
	"AWS::Logs::LogGroup": "LogGroupName",
}

_everything[resource.address] := resource if some resource in input.resources

_everything[resource.address] := resource if some resource in input.foreign.resources

# What only belongs to a resource, and gives it no use. A mount target uses the group that it has.
_only_adds(other, edge) if {
	other.type in _additions
	not _uses(other, edge)
}

# A rule for a group, as against one that lets its members in elsewhere.
_only_adds(other, edge) if {
	other.type in {"AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress"}
	edge.attribute == "GroupId"
}

_uses(other, edge) if {
	other.type == "AWS::EFS::MountTarget"
	startswith(edge.attribute, "SecurityGroups")
}

_additions := {
	"AWS::EC2::NetworkAclEntry",
	"AWS::EFS::MountTarget",
	"AWS::EFS::AccessPoint",
	"AWS::IAM::Policy",
	"AWS::IAM::RolePolicy",
	"AWS::KMS::Alias",
	"AWS::SNS::TopicPolicy",
	"AWS::SecretsManager::ResourcePolicy",
	"AWS::SecretsManager::RotationSchedule",
	"AWS::SecretsManager::SecretTargetAttachment",
}
