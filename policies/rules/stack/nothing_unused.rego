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
#       Role: !GetAtt OrdersRole.Arn # of what is to take it on
#     AWS::EC2::NetworkAcl: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       Association:
#         Type: AWS::EC2::SubnetNetworkAclAssociation
#         Properties:
#           SubnetId: !Ref PrivateSubnet
#           NetworkAclId: !Ref PrivateAcl
#     AWS::EC2::SecurityGroup: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       SecurityGroupIds: [!Ref ApplicationGroup] # of what is to be its member
#     AWS::EFS::FileSystem: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       EFSVolumeConfiguration: # of a task definition; a function has FileSystemConfigs
#         FilesystemId: !Ref Files
#     AWS::IAM::InstanceProfile: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       IamInstanceProfile: !Ref Profile # of an instance; of a launch template {Arn: !GetAtt Profile.Arn}
#     AWS::IAM::ManagedPolicy: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       ManagedPolicyArns: [!Ref OrdersPolicy] # of a role
#     AWS::KMS::Key: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       KmsMasterKeyId: !GetAtt Key.Arn # of a queue or topic; called KmsKeyId or KMSMasterKeyID elsewhere
#     AWS::Logs::LogGroup: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       LogConfiguration: # of a container; a function has LoggingConfig: {LogGroup: !Ref Logs}
#         LogDriver: awslogs
#         Options:
#           awslogs-group: !Ref Logs
#     AWS::SNS::Topic: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       AlarmActions: [!Ref Alarms]
#     AWS::SecretsManager::Secret: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       MasterUserPassword: !Sub "{{resolve:secretsmanager:${DatabaseSecret}:SecretString:password}}"
#     terraform: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       role = aws_iam_role.orders.arn # of what is to take it on
#     aws_cloudwatch_log_group: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       options = { # of a container's logConfiguration; a function has logging_config
#         awslogs-group = aws_cloudwatch_log_group.app.name
#       }
#     aws_efs_file_system: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       efs_volume_configuration { # of a task definition; a function has file_system_config
#         file_system_id = aws_efs_file_system.files.id
#       }
#     aws_iam_instance_profile: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       iam_instance_profile = aws_iam_instance_profile.web.name # of an instance; a block in a launch template
#     aws_iam_policy: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       resource "aws_iam_role_policy_attachment" "orders" {
#         role       = aws_iam_role.orders.name
#         policy_arn = aws_iam_policy.orders.arn
#       }
#     aws_kms_key: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       kms_master_key_id = aws_kms_key.orders.arn # of a queue or topic; called kms_key_id elsewhere
#     aws_network_acl: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       subnet_ids = [aws_subnet.private.id]
#     aws_secretsmanager_secret: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       resource "aws_secretsmanager_secret_version" "database" {
#         secret_id     = aws_secretsmanager_secret.database.id
#         secret_string = random_password.database.result
#       }
#     aws_security_group: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       vpc_security_group_ids = [aws_security_group.application.id] # of what is to be its member
#     aws_sns_topic: |
#       # connect it to what it was made for, output it for those outside of the stack, or remove it
#       alarm_actions = [aws_sns_topic.alarms.arn]
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
