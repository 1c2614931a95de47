# METADATA
# title: Instances in production can be managed by Systems Manager
# description: >-
#   Without it there is only SSH to get onto an instance, with an open port and keys to keep, and nothing patches it.
#   That an instance's role allows it is AWS's own advice.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
# custom:
#   id: FC_EC2_032
#   severity: low
#   category: access
#   types: [AWS::AutoScaling::LaunchConfiguration, AWS::EC2::Instance, AWS::EC2::LaunchTemplate]
#   companions:
#     - AWS::IAM::Role.ManagedPolicyArns
#     - AWS::IAM::Role.Policies
#   when: {environment: production}
#   failures: [E-iam_ssm_managed_policy_missing]
#   remediation:
#     cloudformation: |
#       ManagedPolicyArns: # of the instance's role
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore
#     terraform: |
#       resource "aws_iam_role_policy_attachment" "ssm" {
#         role       = aws_iam_role.instance.name
#         policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
#       }
package stackgrade.rules.ec2.managed_by_systems_manager

import data.stackgrade.lib.findings
import data.stackgrade.lib.instances
import data.stackgrade.lib.policies
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

# A profile of another stack may allow anything.
subject[resource.address] := resource if {
	some resource in instances.described
	count(instances.roles(resource)) > 0
}

fail contains findings.missing(resource, "its role does not let Systems Manager in") if {
	some resource in subject
	every role in instances.roles(resource) {
		not _allows(role)
	}
}

_allows(role) if {
	some name in roles.aws_policies(role)
	name in _aws_policies
}

_allows(role) if {
	some holder in roles.holders(role)
	some [_, statement] in policies.granted(holder)
	roles.covers(statement, "ssm:UpdateInstanceInformation")
}

_aws_policies := {
	"AdministratorAccess",
	"AmazonEC2RoleforSSM",
	"AmazonSSMFullAccess",
	"AmazonSSMManagedEC2InstanceDefaultPolicy",
	"AmazonSSMManagedInstanceCore",
	"PowerUserAccess",
}
