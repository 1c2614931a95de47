# METADATA
# title: A rotation function may change its secret
# description: >-
#   Rotation asks a function to read the secret, to write a new version and to make that the current one, and in a VPC
#   the function needs network interfaces to reach the database. A role that lacks one of these rights lets rotation
#   begin and never end: the secret is left with a pending version.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
# custom:
#   id: FC_SECRET_010
#   severity: high
#   category: access
#   types: [AWS::SecretsManager::RotationSchedule]
#   companions:
#     - AWS::IAM::Role.Policies
#     - AWS::IAM::Role.ManagedPolicyArns
#     - AWS::IAM::Policy.PolicyDocument
#     - AWS::IAM::Policy.Roles
#     - AWS::IAM::ManagedPolicy.PolicyDocument
#     - AWS::IAM::ManagedPolicy.Roles
#     - AWS::IAM::RolePolicy.PolicyDocument
#     - AWS::IAM::RolePolicy.RoleName
#   failures: [F-002-06d.2]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Action:
#           - secretsmanager:DescribeSecret
#           - secretsmanager:GetSecretValue
#           - secretsmanager:PutSecretValue
#           - secretsmanager:UpdateSecretVersionStage
#         Resource: !Ref DatabaseSecret
#       - Effect: Allow
#         Action: secretsmanager:GetRandomPassword
#         Resource: "*"
#     terraform: |
#       statement {
#         actions = [
#           "secretsmanager:DescribeSecret",
#           "secretsmanager:GetSecretValue",
#           "secretsmanager:PutSecretValue",
#           "secretsmanager:UpdateSecretVersionStage",
#         ]
#         resources = [aws_secretsmanager_secret.database.arn]
#       }
#
#       statement {
#         actions   = ["secretsmanager:GetRandomPassword"]
#         resources = ["*"]
#       }
package stackgrade.rules.secretsmanager.rotation_role

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

# A function that AWS hosts brings a role along, and one of another stack cannot be looked into.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::SecretsManager::RotationSchedule")
	_role(resource)
}

fail contains findings.missing(resource, concat("", ["its function may not ", concat(", ", sort(missing))])) if {
	some resource in subject
	missing := {name |
		some action, name in _wanted(resource)
		not roles.allows(_role(resource), action)
	}
	count(missing) > 0
}

_role(schedule) := role if {
	role := resources.target(_function(schedule).properties.Role)
	role.type == "AWS::IAM::Role"
}

_function(schedule) := function if {
	function := resources.target(schedule.properties.RotationLambdaARN)
	function.type == "AWS::Lambda::Function"
}

_wanted(schedule) := object.union(_of_secret, _in_vpc(_function(schedule)))

_in_vpc(function) := {"ec2:createnetworkinterface": "ec2:CreateNetworkInterface"} if {
	resources.has(function, ["VpcConfig"])
}

_in_vpc(function) := {} if not resources.has(function, ["VpcConfig"])

_of_secret := {
	"secretsmanager:describesecret": "secretsmanager:DescribeSecret",
	"secretsmanager:getsecretvalue": "secretsmanager:GetSecretValue",
	"secretsmanager:putsecretvalue": "secretsmanager:PutSecretValue",
	"secretsmanager:updatesecretversionstage": "secretsmanager:UpdateSecretVersionStage",
}
