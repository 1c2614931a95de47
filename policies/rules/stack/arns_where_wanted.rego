# METADATA
# title: What takes an ARN is given an ARN
# description: >-
#   What stands for a resource is often its name, alias, id or address (`!Ref`, `.id`, `.name`), which a property that
#   takes an ARN refuses when the resource is created, after others were.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
# custom:
#   id: FC_STACK_050
#   severity: critical
#   category: operations
#   types:
#     - AWS::ApiGateway::Stage
#     - AWS::Backup::BackupVault
#     - AWS::CloudTrail::Trail
#     - AWS::CloudWatch::Alarm
#     - AWS::EC2::FlowLog
#     - AWS::Events::Rule
#     - AWS::IAM::Role
#     - AWS::KinesisFirehose::DeliveryStream
#     - AWS::Lambda::EventSourceMapping
#     - AWS::Lambda::Function
#     - AWS::Lambda::Permission
#     - AWS::Logs::LogGroup
#     - AWS::Logs::SubscriptionFilter
#     - AWS::S3::Bucket
#     - AWS::SecretsManager::RotationSchedule
#     - AWS::WAFv2::WebACLAssociation
#   attributes:
#     - AccessLogSetting.DestinationArn
#     - AlarmActions[]
#     - CloudWatchLogsLogGroupArn
#     - DeadLetterConfig.TargetArn
#     - DeliverLogsPermissionArn
#     - DestinationArn
#     - EncryptionKeyArn
#     - EventSourceArn
#     - ExtendedS3DestinationConfiguration.BucketARN
#     - KmsKeyId
#     - ManagedPolicyArns[]
#     - NotificationConfiguration.LambdaConfigurations[].Function
#     - NotificationConfiguration.QueueConfigurations[].Queue
#     - NotificationConfiguration.TopicConfigurations[].Topic
#     - OKActions[]
#     - ReplicationConfiguration.Role
#     - ReplicationConfiguration.Rules[].Destination.Bucket
#     - ResourceArn
#     - Role
#     - RotationLambdaARN
#     - S3DestinationConfiguration.BucketARN
#     - SourceArn
#     - Targets[].Arn
#     - WebACLArn
#   failures:
#     - E-invalid_arn_value
#     - E-key_id_used_where_arn_needed
#     - E-lambda_permission_invalid_source_arn
#   remediation:
#     cloudformation: |
#       # the attribute that is the ARN, in place of the reference
#       KmsKeyId: !GetAtt Key.Arn
#     terraform: |
#       # the attribute that is the ARN, in place of the name, id or address
#       kms_key_id = aws_kms_key.logs.arn
package stackgrade.rules.stack.arns_where_wanted

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	some [_, _] in _given(resource)
}

fail contains findings.proven_at(resource, path, message) if {
	some resource in subject
	some [path, value] in _given(resource)
	what := _no_arn(value)
	message := concat("", ["an ARN is wanted here, and ", what, " is given"])
}

# Where the schema knows the form, it says so already. What a parameter holds is what somebody gives it.
fail contains findings.proven_at(resource, path, message) if {
	some resource in subject
	some [path, value] in _given(resource)
	is_string(value)
	not regex.match(`^$|^arn:|\$\{|\{\{`, value)
	count(resources.parameters(resource, findings.path(path))) == 0
	every fault in object.get(resource, "faults", []) {
		fault.attribute != findings.path(path)
	}
	message := concat("", ["an ARN is wanted here, and ", value, " is none"])
}

_given(resource) := {[path, value] |
	some wanted in _wanted[resource.type]
	some [path, value] in _at(resource.properties, wanted)
}

# What stands at a path, in which `*` is every element of a list.
_at(properties, wanted) := {[wanted, value] |
	not "*" in wanted
	value := object.get(properties, wanted, null)
	value != null
} | {[path, value] |
	some i, part in wanted
	part == "*"
	rest := array.slice(wanted, i + 1, count(wanted))
	some j, element in object.get(properties, array.slice(wanted, 0, i), [])
	path := array.flatten([array.slice(wanted, 0, i), j, rest])
	value := _inner(element, rest)
	value != null
}

_inner(element, []) := element

_inner(element, rest) := object.get(element, rest, null) if {
	count(rest) > 0
	is_object(element)
}

_no_arn(value) := _named[resources.target(value).type] if value.attribute == "Ref"

# Such as `${Api}/*/GET/orders`.
_no_arn(value) := _named[resources.at(found[0][1]).type] if {
	is_string(value)
	found := regex.find_all_string_submatch_n(`^\$\{([^}]+)\}`, value, 1)
}

# What `Ref` gives. Left out are types whose reference is an ARN.
_named := {
	"AWS::ApiGateway::RestApi": "the id of an API",
	"AWS::ApiGatewayV2::Api": "the id of an API",
	"AWS::DynamoDB::Table": "the name of a table",
	"AWS::Events::EventBus": "the name of a bus",
	"AWS::Events::Rule": "the name of a rule",
	"AWS::IAM::InstanceProfile": "the name of an instance profile",
	"AWS::IAM::Role": "the name of a role",
	"AWS::KMS::Alias": "the name of an alias",
	"AWS::KMS::Key": "the id of a key",
	"AWS::Kinesis::Stream": "the name of a stream",
	"AWS::KinesisFirehose::DeliveryStream": "the name of a delivery stream",
	"AWS::Lambda::Function": "the name of a function",
	"AWS::Logs::LogGroup": "the name of a log group",
	"AWS::S3::Bucket": "the name of a bucket",
	"AWS::SQS::Queue": "the address of a queue",
	"AWS::WAFv2::WebACL": "the id of a web ACL",
}

_wanted := {
	"AWS::ApiGateway::Stage": {["AccessLogSetting", "DestinationArn"]},
	"AWS::Backup::BackupVault": {["EncryptionKeyArn"]},
	"AWS::CloudTrail::Trail": {["CloudWatchLogsLogGroupArn"]},
	"AWS::CloudWatch::Alarm": {["AlarmActions", "*"], ["OKActions", "*"]},
	"AWS::EC2::FlowLog": {["DeliverLogsPermissionArn"]},
	"AWS::Events::Rule": {["Targets", "*", "Arn"]},
	"AWS::IAM::Role": {["ManagedPolicyArns", "*"]},
	"AWS::KinesisFirehose::DeliveryStream": {
		["ExtendedS3DestinationConfiguration", "BucketARN"],
		["S3DestinationConfiguration", "BucketARN"],
	},
	"AWS::Lambda::EventSourceMapping": {["EventSourceArn"]},
	"AWS::Lambda::Function": {["DeadLetterConfig", "TargetArn"], ["Role"]},
	"AWS::Lambda::Permission": {["SourceArn"]},
	"AWS::Logs::LogGroup": {["KmsKeyId"]},
	"AWS::Logs::SubscriptionFilter": {["DestinationArn"]},
	"AWS::S3::Bucket": {
		["NotificationConfiguration", "LambdaConfigurations", "*", "Function"],
		["NotificationConfiguration", "QueueConfigurations", "*", "Queue"],
		["NotificationConfiguration", "TopicConfigurations", "*", "Topic"],
		["ReplicationConfiguration", "Role"],
		["ReplicationConfiguration", "Rules", "*", "Destination", "Bucket"],
	},
	"AWS::SecretsManager::RotationSchedule": {["RotationLambdaARN"]},
	"AWS::WAFv2::WebACLAssociation": {["ResourceArn"], ["WebACLArn"]},
}
