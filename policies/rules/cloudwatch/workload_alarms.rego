# METADATA
# title: Where something is watched by alarms, all is that runs in production
# description: >-
#   Functions that fail, queues that fill up and targets that drop out show in metrics that nobody looks at. Without
#   an alarm, users are the first to notice. Asked where the stack has alarms, and forgot something.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
# custom:
#   id: FC_CLOUDWATCH_030
#   severity: medium
#   category: monitoring
#   types:
#     - AWS::ApiGateway::RestApi
#     - AWS::ApiGatewayV2::Api
#     - AWS::AutoScaling::AutoScalingGroup
#     - AWS::DynamoDB::Table
#     - AWS::ECS::Service
#     - AWS::ElasticLoadBalancingV2::LoadBalancer
#     - AWS::Kinesis::Stream
#     - AWS::Lambda::Function
#     - AWS::SQS::Queue
#     - AWS::StepFunctions::StateMachine
#   presence: [LoadBalancers, TargetGroupARNs]
#   companions:
#     - AWS::CloudWatch::Alarm.Namespace
#     - AWS::CloudWatch::Alarm.Dimensions
#     - AWS::CloudWatch::Alarm.Metrics
#   when: {environment: production}
#   failures: [E-missing_alarms]
#   remediation:
#     cloudformation: |
#       OrdersErrors:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/Lambda # AWS/DynamoDB, AWS/SQS, AWS/States and so on
#           MetricName: Errors # the metric that the message names
#           Dimensions:
#             - Name: FunctionName # TableName, QueueName, StateMachineArn and so on
#               Value: !Ref Orders
#           Statistic: Sum
#           Period: 300
#           EvaluationPeriods: 1
#           Threshold: 0
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     terraform: |
#       resource "aws_cloudwatch_metric_alarm" "orders_errors" {
#         alarm_name          = "orders-errors"
#         namespace           = "AWS/Lambda" # AWS/DynamoDB, AWS/SQS, AWS/States and so on
#         metric_name         = "Errors"     # the metric that the message names
#         dimensions          = { FunctionName = aws_lambda_function.orders.function_name } # TableName, QueueName, ...
#         statistic           = "Sum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 0
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
package stackgrade.rules.cloudwatch.workload_alarms

import data.stackgrade.lib.alarms
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Where there is no alarm at all, FC_CLOUDWATCH_031 says so, once.
subject[resource.address] := resource if {
	count(resources.of_any(alarms.types)) > 0
	some resource in alarms.unattended
}

fail contains findings.missing(resource, message) if {
	some resource in subject
	not alarms.watch(resource)
	not _is_watched_through_another(resource)
	message := concat("", ["no alarm watches it, such as one on ", alarms.workloads[resource.type].metric])
}

# A state machine or an API fails with the function that it calls.
_is_watched_through_another(resource) if {
	some machine in resources.referrers(resource.address, "AWS::StepFunctions::StateMachine")
	alarms.watch(machine)
}

_is_watched_through_another(resource) if {
	some method in resources.referrers(resource.address, "AWS::ApiGateway::Method")
	alarms.watch(resources.target(method.properties.RestApiId))
}

_is_watched_through_another(resource) if {
	some integration in resources.referrers(resource.address, "AWS::ApiGatewayV2::Integration")
	alarms.watch(resources.target(integration.properties.ApiId))
}

# What a queue cannot get rid of arrives in another one.
_is_watched_through_another(resource) if {
	alarms.watch(resources.target(resource.properties.RedrivePolicy.deadLetterTargetArn))
}
