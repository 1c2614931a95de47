# METADATA
# title: Roles
# description: What the roles of a stack may do, and what the services that take them on cannot do without.
package stackgrade.lib.roles

import data.stackgrade.lib.attachments
import data.stackgrade.lib.machines
import data.stackgrade.lib.managed_policies
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

# METADATA
# title: The resources that hold the policies of a role
# description: The role itself, for those that are written in it, and the policies that are attached to it.
holders(role) := [resources.at(address) |
	some address in (({role.address} | _attached_here(role)) | _attached_there(role))
]

# METADATA
# title: Whether a role allows an action on some resource
# description: AWS's own policies are taken to allow it, but for those that are known to be narrow.
allows(role, action) if {
	some holder in holders(role)
	some [_, statement] in policies.granted(holder)
	covers(statement, action)
}

allows(role, action) if _is_allowed_by_aws(role, action)

# METADATA
# title: What allows an action to a role
# description: The addresses of the role or of the policies that do; empty where one of AWS's own policies does as well.
allowing(role, action) := {holder.address |
	not _is_allowed_by_aws(role, action)
	some holder in holders(role)
	some [_, statement] in policies.granted(holder)
	covers(statement, action)
}

# METADATA
# title: Whether a statement speaks of an action
covers(statement, action) if {
	some pattern in policies.actions(statement)
	policies.matches(pattern, lower(action))
}

covers(statement, action) if {
	statement.NotAction
	every pattern in _not_actions(statement) {
		not policies.matches(pattern, lower(action))
	}
}

# METADATA
# title: Whether a role allows anything that a service knows
uses(role, service) if {
	some holder in holders(role)
	some [_, statement] in policies.granted(holder)
	_concerns(statement, service)
}

uses(role, service) if {
	some name in aws_policies(role)
	managed_policies.concerns(name, service)
}

# An alarm is told of a topic, and sends to it by itself.
uses(role, "sns") if allows(role, "cloudwatch:PutMetricAlarm")

# Policies of buckets, queues and the like may name the role instead.
uses(role, _) if {
	some edge in resources.edges_to(role.address)
	contains(edge.attribute, "Principal")
}

# METADATA
# title: Whether a role allows anything at all
# description: A role that somebody else's policy names may do what that one allows.
allows_anything(role) if {
	some holder in holders(role)
	count(policies.granted(holder)) > 0
}

allows_anything(role) if count(attachments.arns(role)) > 0

allows_anything(role) if {
	some edge in resources.edges_to(role.address)
	contains(edge.attribute, "Principal")
}

# METADATA
# title: The names of AWS's own policies that are attached to a role
# description: One that is attached from outside and open counts as any.
aws_policies(role) := {name |
	some arn in attachments.arns(role)
	is_string(arn)
	parts := split(arn, "/")
	name := parts[count(parts) - 1]
} | {"" |
	some arn in attachments.outside(role)
	values.is_unknown(arn)
}

# METADATA
# title: What a role has to allow
# description: >-
#   By the resources that take it on. Each has `reason`, which says why in half a sentence, and the `action` or, when
#   any of its actions will do, the `service`.
needs(role) := {need |
	some edge in resources.edges_to(role.address)
	some need in _needs_of(resources.at(edge.source), edge.attribute)
} | {{"reason": use.reason, "action": action} |
	some edge in resources.edges_to(role.address)
	use := _always[resources.at(edge.source).type][edge.attribute]
	some action in use.actions
}

# METADATA
# title: What Lambda wants a function's role to allow before it takes an event source
# description: The actions, by the source's type.
reading[type] := actions if some type, actions in _reading

# METADATA
# title: What is done to a target in the name of a role
# description: The action, by the target's type.
calling[type] := action if some type, action in _calling

# METADATA
# title: What an application is told of in its environment
# description: >-
#   The services, by the prefix of their actions, of the resources that environment variables of a function or of the
#   containers of a task refer to.
told_of(resource) := {service |
	some edge in resources.edges_from(resource.address)
	regex.match(`^(Environment\.Variables\.|ContainerDefinitions\[[0-9]+\]\.Environment\[)`, edge.attribute)
	not regex.match(`Domain|Website`, edge.target_attribute)
	not _is_dynamic(resource, edge.attribute)
	not _is_everybodys(edge)
	service := _services[resources.at(edge.target).type]
}

_attached_here(role) := {policy.address |
	some arn in attachments.arns(role)
	policy := resources.target(arn)
	policy.type == "AWS::IAM::ManagedPolicy"
}

_attached_there(role) := {edge.source |
	some edge in resources.edges_to(role.address)
	regex.match(`^(RoleName$|Roles\[)`, edge.attribute)
} | object.get(_policies_by_role_name, object.get(role.properties, "RoleName", null), set())

_policies_by_role_name[name] contains policy.address if {
	some policy in resources.of_any(["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"])
	some name in ({object.get(policy.properties, "RoleName", null)} | {name | some name in policy.properties.Roles})
	is_string(name)
}

_not_actions(statement) := {lower(pattern) |
	some pattern in resources.as_list(statement.NotAction)
	is_string(pattern)
}

_concerns(statement, service) if {
	some action in policies.actions(statement)
	some beginning in ["*", concat("", [service, ":"])]
	startswith(action, beginning)
}

_concerns(statement, _) if statement.NotAction

_is_allowed_by_aws(role, action) if {
	some name in aws_policies(role)
	managed_policies.covers(name, lower(action))
}

# A proxy that signs in with IAM needs no credentials.
_needs_of(user, "RoleArn") := {{
	"reason": "the proxy fetches the credentials of the database",
	"action": "secretsmanager:GetSecretValue",
}} if {
	user.type == "AWS::RDS::DBProxy"
	resources.has(user, ["Auth"])
}

_needs_of(user, "Role") := _needs_of_function(user) if user.type == "AWS::Lambda::Function"

# ECS itself needs one role, and the application the other.
_needs_of(user, "TaskRoleArn") := _told_of(user) if user.type == "AWS::ECS::TaskDefinition"

_needs_of(user, "ExecutionRoleArn") := _needs_to_start(user) if user.type == "AWS::ECS::TaskDefinition"

_needs_of(user, "RoleArn") := {{"reason": "the state machine writes logs", "action": "logs:CreateLogDelivery"} |
	user.properties.LoggingConfiguration.Level in {"ALL", "ERROR", "FATAL"}
} | {{"reason": "the state machine calls a function", "action": "lambda:InvokeFunction"} |
	machines.calls_a_function(user)
} if {
	user.type == "AWS::StepFunctions::StateMachine"
}

_needs_of(user, "ServiceRole") := {{"reason": "the build is in a VPC", "action": "ec2:CreateNetworkInterface"} |
	resources.has(user, ["VpcConfig"])
} | {{"reason": "the build writes logs", "action": "logs:PutLogEvents"} |
	not user.properties.LogsConfig.CloudWatchLogs.Status == "DISABLED"
} if {
	user.type == "AWS::CodeBuild::Project"
}

# An action with a role of its own is done with that one.
_needs_of(user, "RoleArn") := {{"reason": "an action of the pipeline does it", "action": action} |
	some stage in user.properties.Stages
	some step in stage.Actions
	not step.RoleArn
	action := _doing[step.ActionTypeId.Provider]
} if {
	user.type == "AWS::CodePipeline::Pipeline"
}

_needs_of(user, "RoleArn") := {{"reason": "the pipe reads from there", "action": action} |
	some action in _reading[resources.target(user.properties.Source).type]
} | {{"reason": "the pipe calls it", "service": split(action, ":")[0]} |
	action := _calling[resources.target(user.properties.Target).type]
} if {
	user.type == "AWS::Pipes::Pipe"
}

_needs_of(user, "RoleArn") := {{"reason": "the subscription sends there", "action": action} |
	action := _calling[resources.target(user.properties.DestinationArn).type]
} if {
	user.type == "AWS::Logs::SubscriptionFilter"
}

_needs_of(user, "ExtendedS3DestinationConfiguration.RoleARN") := {{
	"reason": "the stream calls a function for its records",
	"action": "lambda:InvokeFunction",
} |
	some edge in resources.edges_from(user.address)
	startswith(edge.attribute, "ExtendedS3DestinationConfiguration.ProcessingConfiguration.")
	resources.at(edge.target).type == "AWS::Lambda::Function"
} if {
	user.type == "AWS::KinesisFirehose::DeliveryStream"
}

_needs_of(user, "ServiceRoleArn") := {{"reason": "resolvers ask it", "action": "lambda:InvokeFunction"} |
	user.properties.Type == "AWS_LAMBDA"
} | {{"reason": "resolvers ask it", "service": "dynamodb"} |
	user.properties.Type == "AMAZON_DYNAMODB"
} if {
	user.type == "AWS::AppSync::DataSource"
}

_needs_of(user, "Target.RoleArn") := {{"reason": "the schedule calls it", "action": action}} if {
	user.type == "AWS::Scheduler::Schedule"
	action := _calling[resources.target(user.properties.Target.Arn).type]
}

_needs_of(user, attribute) := {{"reason": "the rule calls it", "action": action}} if {
	user.type == "AWS::Events::Rule"
	some i, target in user.properties.Targets
	attribute == concat("", ["Targets[", format_int(i, 10), "].RoleArn"])
	action := _calling[_called(target)]
}

# The URI of an integration says which action it calls: arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord.
_needs_of(user, "Integration.Credentials") := {{"reason": "the API calls it", "action": action}} if {
	user.type == "AWS::ApiGateway::Method"
	[[_, service, name]] := regex.find_all_string_submatch_n(
		`:([a-z]+):action/([A-Za-z]+)$`,
		user.properties.Integration.Uri,
		1,
	)
	action := concat(":", [object.get(_prefixes, service, service), name])
}

_called(target) := resources.target(target.Arn).type if not target.EcsParameters

_called(target) := "AWS::ECS::Cluster" if target.EcsParameters

_needs_of_function(function) := _told_of(function) | ({need |
	count(resources.as_list(resources.get(function, ["VpcConfig", "SubnetIds"], []))) > 0
	some action in ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces"]
	need := {"reason": "the function is in a VPC", "action": action}
} | (_needs_to_hand_on(function) | _needs_to_be_fed(function)))

_needs_to_be_fed(function) := {need |
	some mapping in resources.referrers(function.address, "AWS::Lambda::EventSourceMapping")
	some action in _reading[resources.target(mapping.properties.EventSourceArn).type]
	need := {"reason": "events of the function come from there", "action": action}
} | {need |
	some mapping in resources.referrers(function.address, "AWS::Lambda::EventSourceMapping")
	action := _sending[resources.target(mapping.properties.DestinationConfig.OnFailure.Destination).type]
	need := {"reason": "events that the function fails on are handed on", "action": action}
}

_needs_to_hand_on(function) := {need |
	action := _sending[resources.target(function.properties.DeadLetterConfig.TargetArn).type]
	need := {"reason": "the function hands failed events on", "action": action}
} | {need |
	some config in resources.referrers(function.address, "AWS::Lambda::EventInvokeConfig")
	config.properties.FunctionName["$ref"] == function.address
	some outcome in config.properties.DestinationConfig
	action := _sending[resources.target(outcome.Destination).type]
	need := {"reason": "what comes of the function's events is handed on", "action": action}
}

_needs_to_start(task) := ({need |
	some container in task.properties.ContainerDefinitions
	some secret in container.Secrets
	some kind, action in _fetching
	_names(task, secret.ValueFrom, kind)
	need := {"reason": "the task is given secrets", "action": action}
} | {need |
	some container in task.properties.ContainerDefinitions
	container.LogConfiguration.LogDriver == "awslogs"
	need := {"reason": "the task writes logs", "action": "logs:PutLogEvents"}
}) | {need |
	some container in task.properties.ContainerDefinitions
	_is_of_a_registry(task, container.Image)
	need := {"reason": "the task's image comes from ECR", "action": "ecr:BatchGetImage"}
}

_is_of_a_registry(_, image) if contains(image, ".dkr.ecr.")

# Its URI, or a text that begins with it.
_is_of_a_registry(task, image) if _names(task, image, "AWS::ECR::Repository")

_told_of(resource) := {{"reason": "a variable names something there", "service": service} |
	some service in told_of(resource)
}

# A variable of SAM's Globals is given to every function, whether it is for it or not.
_is_everybodys(edge) if {
	input.format == "sam"
	functions := input.types["AWS::Lambda::Function"]
	count(functions) > 1
	every address in functions {
		edge.attribute in {other.attribute | some other in resources.edges_from(address); other.target == edge.target}
	}
}

# What is fetched when the stack is deployed needs no role.
_is_dynamic(resource, attribute) if {
	some name, value in resource.properties.Environment.Variables
	attribute == concat("", ["Environment.Variables.", name])
	values.is_dynamic(value)
}

_is_dynamic(resource, attribute) if {
	some i, container in resource.properties.ContainerDefinitions
	some j, variable in container.Environment
	attribute == concat("", [
		"ContainerDefinitions[", format_int(i, 10), "].Environment[", format_int(j, 10), "].Value",
	])
	values.is_dynamic(variable.Value)
}

_names(_, value, kind) if resources.target(value).type == kind

# A field of a secret is behind the ARN: ${Secret}:password::
_names(task, value, kind) if {
	contains(value, "${")
	some resource in resources.referents(task.address, kind)
	contains(value, resource.address)
}

_sending := {
	"AWS::Events::EventBus": "events:PutEvents",
	"AWS::Lambda::Function": "lambda:InvokeFunction",
	"AWS::SNS::Topic": "sns:Publish",
	"AWS::SQS::Queue": "sqs:SendMessage",
}

_calling := {
	"AWS::CodeBuild::Project": "codebuild:StartBuild",
	"AWS::CodePipeline::Pipeline": "codepipeline:StartPipelineExecution",
	"AWS::ECS::Cluster": "ecs:RunTask",
	"AWS::Events::EventBus": "events:PutEvents",
	"AWS::Kinesis::Stream": "kinesis:PutRecord",
	"AWS::KinesisFirehose::DeliveryStream": "firehose:PutRecord",
	"AWS::Lambda::Function": "lambda:InvokeFunction",
	"AWS::SNS::Topic": "sns:Publish",
	"AWS::SQS::Queue": "sqs:SendMessage",
	"AWS::StepFunctions::StateMachine": "states:StartExecution",
}

_reading := {
	"AWS::SQS::Queue": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
	"AWS::Kinesis::Stream": ["kinesis:GetRecords", "kinesis:GetShardIterator"],
	"AWS::DynamoDB::Table": ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"],
}

# Where an action is not called like its service.
_prefixes := {"email": "ses", "monitoring": "cloudwatch"}

_doing := {
	"CodeBuild": "codebuild:StartBuild",
	"CodeCommit": "codecommit:UploadArchive",
	"CodeDeploy": "codedeploy:CreateDeployment",
	"ECS": "ecs:UpdateService",
	"Lambda": "lambda:InvokeFunction",
	"StepFunctions": "states:StartExecution",
}

# What a role is for whenever it stands there.
_always := {
	"AWS::ApiGateway::Account": {"CloudWatchRoleArn": {
		"reason": "API Gateway writes logs",
		"actions": ["logs:CreateLogGroup", "logs:PutLogEvents"],
	}},
	"AWS::CloudTrail::Trail": {"CloudWatchLogsRoleArn": {
		"reason": "the trail writes to CloudWatch",
		"actions": ["logs:CreateLogStream", "logs:PutLogEvents"],
	}},
	"AWS::EC2::FlowLog": {"DeliverLogsPermissionArn": {
		"reason": "the flow log writes to CloudWatch",
		"actions": ["logs:CreateLogStream", "logs:PutLogEvents"],
	}},
	"AWS::Glue::Crawler": {"Role": {
		"reason": "the crawler writes tables",
		"actions": ["glue:CreateTable"],
	}},
	"AWS::KinesisFirehose::DeliveryStream": {
		"ExtendedS3DestinationConfiguration.RoleARN": {
			"reason": "the stream delivers to a bucket",
			"actions": ["s3:PutObject"],
		},
		"KinesisStreamSourceConfiguration.RoleARN": {
			"reason": "the delivery stream reads from a stream",
			"actions": ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator"],
		},
		"S3DestinationConfiguration.RoleARN": {
			"reason": "the stream delivers to a bucket",
			"actions": ["s3:PutObject"],
		},
	},
	"AWS::S3::Bucket": {"ReplicationConfiguration.Role": {
		"reason": "the bucket is replicated",
		"actions": ["s3:GetReplicationConfiguration", "s3:ReplicateObject"],
	}},
}

_fetching := {
	"AWS::SecretsManager::Secret": "secretsmanager:GetSecretValue",
	"AWS::SSM::Parameter": "ssm:GetParameters",
}

_services := {
	"AWS::DynamoDB::Table": "dynamodb",
	"AWS::Events::EventBus": "events",
	"AWS::Kinesis::Stream": "kinesis",
	"AWS::KinesisFirehose::DeliveryStream": "firehose",
	"AWS::S3::Bucket": "s3",
	"AWS::SNS::Topic": "sns",
	"AWS::SQS::Queue": "sqs",
	"AWS::SSM::Parameter": "ssm",
	"AWS::SecretsManager::Secret": "secretsmanager",
	"AWS::StepFunctions::StateMachine": "states",
}
