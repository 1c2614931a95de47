# METADATA
# title: Events that a function fails on are kept
# description: >-
#   What S3, SNS or EventBridge hands to a function is tried three times and then dropped. With a queue or a destination
#   for failures it can be examined and sent again.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
# custom:
#   id: FC_LAMBDA_001
#   severity: medium
#   category: availability
#   types: [AWS::Lambda::Function]
#   presence: [DeadLetterConfig.TargetArn]
#   companions: [AWS::Lambda::EventInvokeConfig.FunctionName]
#   when: {environment: production}
#   failures: [E-missing_dlq]
#   also:
#     - CKV_AWS_116
#     - HIPAA.Security-LambdaDLQ
#     - LAMBDA_DLQ_CHECK
#     - NIST.800.53.R5-LambdaDLQ
#     - Serverless-LambdaDLQ
#   remediation:
#     cloudformation: |
#       DeadLetterConfig:
#         TargetArn: !GetAtt FailedEvents.Arn # the role allows sqs:SendMessage on it
#     terraform: |
#       dead_letter_config {
#         target_arn = aws_sqs_queue.failed_events.arn # the role allows sqs:SendMessage on it
#       }
package stackgrade.rules.lambda.failed_events_are_kept

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Queues and streams keep what they hand on, and who calls a function himself is told that it failed.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Function")
	some permission in resources.referrers(resource.address, "AWS::Lambda::Permission")
	policies.service_name(permission.properties.Principal) in {
		"events.amazonaws.com",
		"iot.amazonaws.com",
		"s3.amazonaws.com",
		"ses.amazonaws.com",
		"sns.amazonaws.com",
	}
}

fail contains findings.at(resource, "DeadLetterConfig", "events that the function fails on are lost") if {
	some resource in subject
	not resources.has(resource, ["DeadLetterConfig", "TargetArn"])
	not _has_destination(resource)
}

_has_destination(function) if {
	some config in resources.of("AWS::Lambda::EventInvokeConfig")
	_concerns(config.properties.FunctionName, function)
	config.properties.DestinationConfig.OnFailure
}

_concerns(value, function) if value["$ref"] == function.address

_concerns(value, function) if value == function.properties.FunctionName
