# METADATA
# title: Managed policies
# description: What those of AWS's own policies allow that allow little.
package stackgrade.lib.managed_policies

import data.stackgrade.lib.policies

# METADATA
# title: Whether one of AWS's policies allows an action
# description: In lower case. A policy is taken to allow it, but for those that are known to be narrow.
covers(name, action) if {
	some pattern in _narrow[name]
	policies.matches(pattern, action)
}

covers(name, _) if not _narrow[name]

# METADATA
# title: Whether one of AWS's policies allows anything that a service knows
concerns(name, service) if {
	some pattern in _narrow[name]
	startswith(pattern, concat("", [service, ":"]))
}

concerns(name, _) if not _narrow[name]

# By the documents of 2026-08: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
_narrow := {
	"AWSLambdaBasicExecutionRole": {"logs:*"},
	"AWSLambdaDynamoDBExecutionRole": {"logs:*", "dynamodb:*"},
	"AWSLambdaKinesisExecutionRole": {"logs:*", "kinesis:*"},
	"AWSLambdaRole": {"lambda:invokefunction"},
	"AWSLambdaSQSQueueExecutionRole": {"logs:*", "sqs:*"},
	"AWSLambdaVPCAccessExecutionRole": {"logs:*", "ec2:*"},
	"AWSStepFunctionsFullAccess": {"states:*"},
	"AWSXRayDaemonWriteAccess": {"xray:*"},
	"AWSXrayWriteOnlyAccess": {"xray:*"},
	"AWS_ConfigRole": {"config:*"},
	"AmazonAPIGatewayPushToCloudWatchLogs": {"logs:*"},
	"AmazonEC2ContainerRegistryPowerUser": {"ecr:*"},
	"AmazonEC2ContainerRegistryReadOnly": {"ecr:*"},
	"AmazonECSTaskExecutionRolePolicy": {"logs:*", "ecr:*"},
	"AmazonKinesisFirehoseFullAccess": {"firehose:*"},
	"AmazonKinesisFullAccess": {"kinesis:*"},
	"AmazonKinesisReadOnlyAccess": {"kinesis:get*", "kinesis:list*", "kinesis:describe*"},
	"AmazonS3FullAccess": {"s3:*", "s3-object-lambda:*"},
	"AmazonS3ReadOnlyAccess": {"s3:get*", "s3:list*", "s3:describe*", "s3-object-lambda:*"},
	"AmazonSESFullAccess": {"ses:*"},
	"AmazonSNSFullAccess": {"sns:*", "sms-voice:*"},
	"AmazonSQSFullAccess": {"sqs:*"},
	"AmazonSSMManagedInstanceCore": {"ssm:*", "ssmmessages:*", "ec2messages:*"},
	"AmazonSSMReadOnlyAccess": {"ssm:*"},
	"CloudWatchAgentServerPolicy": {"logs:*", "cloudwatch:*", "ssm:*", "ec2:*", "xray:*"},
	"CloudWatchLambdaInsightsExecutionRolePolicy": {"logs:*"},
}
