# METADATA
# title: A role trusts the service that takes it on
# description: >-
#   A service can take on a role only when the role's trust policy names it. Lambda, Step Functions, Config and
#   most others try it at creation, and refuse a role that they cannot take on.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html
# custom:
#   id: FC_IAM_020
#   severity: high
#   category: access
#   types: [AWS::IAM::Role]
#   attributes:
#     - AssumeRolePolicyDocument.Statement[].Effect
#     - AssumeRolePolicyDocument.Statement[].Principal
#   failures: [E-iam_trust_policy_wrong_principal]
#   remediation:
#     cloudformation: |
#       Principal:
#         Service: lambda.amazonaws.com # the one that the message names
#     terraform: |
#       principals {
#         type        = "Service"
#         identifiers = ["lambda.amazonaws.com"] # the one that the message names
#       }
package stackgrade.rules.iam.roles_trust_their_service

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[role.address] := role if some [role, _] in _taken

fail contains findings.at(role, "AssumeRolePolicyDocument", message) if {
	some [role, service] in _taken
	not service in _trusted(role)
	message := concat("", ["the role does not trust ", service, ".amazonaws.com, which takes it on"])
}

# Each role with each service that takes it on.
_taken contains [role, service] if {
	some role in resources.own("AWS::IAM::Role")
	is_object(role.properties.AssumeRolePolicyDocument) # and no text that only the deployment has
	some edge in resources.edges_to(role.address)
	service := _takers[resources.at(edge.source).type][_pattern(edge.attribute)]
}

# Only the first list in a path is looked at.
_pattern(attribute) := attribute if not contains(attribute, "[")

_pattern(attribute) := concat("[]", [split(attribute, "[")[0], trim_left(split(attribute, "[")[1], "0123456789]")]) if {
	contains(attribute, "[")
}

_trusted(role) := {split(principal, ".")[0] |
	some [_, statement] in policies.statements(role.properties.AssumeRolePolicyDocument)
	statement.Effect == "Allow"
	some principal in policies.services(statement)
}

_takers := {
	"AWS::ApiGateway::Account": {"CloudWatchRoleArn": "apigateway"},
	"AWS::ApiGateway::Method": {"Integration.Credentials": "apigateway"},
	"AWS::Backup::BackupSelection": {"BackupSelection.IamRoleArn": "backup"},
	"AWS::CloudTrail::Trail": {"CloudWatchLogsRoleArn": "cloudtrail"},
	"AWS::CodeBuild::Project": {"ServiceRole": "codebuild"},
	"AWS::CodeDeploy::DeploymentGroup": {"ServiceRoleArn": "codedeploy"},
	"AWS::CodePipeline::Pipeline": {"RoleArn": "codepipeline"},
	"AWS::Config::ConfigurationRecorder": {"RoleARN": "config"},
	"AWS::EC2::FlowLog": {"DeliverLogsPermissionArn": "vpc-flow-logs"},
	"AWS::ECS::TaskDefinition": {"ExecutionRoleArn": "ecs-tasks", "TaskRoleArn": "ecs-tasks"},
	"AWS::EKS::Cluster": {"RoleArn": "eks"},
	"AWS::EKS::Nodegroup": {"NodeRole": "ec2"},
	"AWS::Events::Rule": {"Targets[].RoleArn": "events"},
	"AWS::Glue::Crawler": {"Role": "glue"},
	"AWS::Glue::Job": {"Role": "glue"},
	"AWS::IAM::InstanceProfile": {"Roles[]": "ec2"},
	"AWS::KinesisFirehose::DeliveryStream": {
		"ExtendedS3DestinationConfiguration.RoleARN": "firehose",
		"KinesisStreamSourceConfiguration.RoleARN": "firehose",
		"S3DestinationConfiguration.RoleARN": "firehose",
	},
	"AWS::Lambda::Function": {"Role": "lambda"},
	"AWS::RDS::DBProxy": {"RoleArn": "rds"},
	"AWS::S3::Bucket": {"ReplicationConfiguration.Role": "s3"},
	"AWS::Scheduler::Schedule": {"Target.RoleArn": "scheduler"},
	"AWS::StepFunctions::StateMachine": {"RoleArn": "states"},
}
