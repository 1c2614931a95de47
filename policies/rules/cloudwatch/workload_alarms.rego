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
#           Namespace: AWS/Lambda
#           MetricName: Errors
#           Dimensions:
#             - Name: FunctionName
#               Value: !Ref Orders
#           Statistic: Sum
#           Period: 300
#           EvaluationPeriods: 1
#           Threshold: 0
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::ApiGateway::RestApi: |
#       ApiErrors:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/ApiGateway
#           MetricName: 5XXError
#           Dimensions:
#             - Name: ApiName
#               Value: orders # its Name
#           Statistic: Sum
#           Period: 300
#           EvaluationPeriods: 1
#           Threshold: 0
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::ApiGatewayV2::Api: |
#       ApiErrors:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/ApiGateway
#           MetricName: 5xx
#           Dimensions:
#             - Name: ApiId
#               Value: !Ref Api
#           Statistic: Sum
#           Period: 300
#           EvaluationPeriods: 1
#           Threshold: 0
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::AutoScaling::AutoScalingGroup: |
#       GroupLoad:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/EC2
#           MetricName: CPUUtilization
#           Dimensions:
#             - Name: AutoScalingGroupName
#               Value: !Ref Group
#           Statistic: Average
#           Period: 300
#           EvaluationPeriods: 3
#           Threshold: 80
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::DynamoDB::Table: |
#       TableThrottled:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/DynamoDB
#           MetricName: ReadThrottleEvents
#           Dimensions:
#             - Name: TableName
#               Value: !Ref Table
#           Statistic: Sum
#           Period: 300
#           EvaluationPeriods: 1
#           Threshold: 0
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::ECS::Service: |
#       ServiceLoad:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/ECS
#           MetricName: CPUUtilization
#           Dimensions:
#             - Name: ClusterName
#               Value: !Ref Cluster
#             - Name: ServiceName
#               Value: !GetAtt Service.Name
#           Statistic: Average
#           Period: 300
#           EvaluationPeriods: 3
#           Threshold: 80
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::ElasticLoadBalancingV2::LoadBalancer: |
#       TargetsUnhealthy:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/ApplicationELB # AWS/NetworkELB of a network load balancer
#           MetricName: UnHealthyHostCount
#           Dimensions:
#             - Name: LoadBalancer
#               Value: !GetAtt LoadBalancer.LoadBalancerFullName
#             - Name: TargetGroup
#               Value: !GetAtt TargetGroup.TargetGroupFullName
#           Statistic: Maximum
#           Period: 300
#           EvaluationPeriods: 1
#           Threshold: 0
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::Kinesis::Stream: |
#       StreamLate:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/Kinesis
#           MetricName: GetRecords.IteratorAgeMilliseconds
#           Dimensions:
#             - Name: StreamName
#               Value: !Ref Stream
#           Statistic: Maximum
#           Period: 300
#           EvaluationPeriods: 1
#           Threshold: 60000
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::SQS::Queue: |
#       QueueLate:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/SQS
#           MetricName: ApproximateAgeOfOldestMessage
#           Dimensions:
#             - Name: QueueName
#               Value: !GetAtt Queue.QueueName
#           Statistic: Maximum
#           Period: 300
#           EvaluationPeriods: 1
#           Threshold: 300
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: notBreaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::StepFunctions::StateMachine: |
#       MachineFailed:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/States
#           MetricName: ExecutionsFailed
#           Dimensions:
#             - Name: StateMachineArn
#               Value: !Ref Machine
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
#         namespace           = "AWS/Lambda"
#         metric_name         = "Errors"
#         dimensions          = { FunctionName = aws_lambda_function.orders.function_name }
#         statistic           = "Sum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 0
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_api_gateway_rest_api: |
#       resource "aws_cloudwatch_metric_alarm" "api_errors" {
#         alarm_name          = "api-errors"
#         namespace           = "AWS/ApiGateway"
#         metric_name         = "5XXError"
#         dimensions          = { ApiName = aws_api_gateway_rest_api.orders.name }
#         statistic           = "Sum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 0
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_apigatewayv2_api: |
#       resource "aws_cloudwatch_metric_alarm" "api_errors" {
#         alarm_name          = "api-errors"
#         namespace           = "AWS/ApiGateway"
#         metric_name         = "5xx"
#         dimensions          = { ApiId = aws_apigatewayv2_api.orders.id }
#         statistic           = "Sum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 0
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_autoscaling_group: |
#       resource "aws_cloudwatch_metric_alarm" "group_load" {
#         alarm_name          = "group-load"
#         namespace           = "AWS/EC2"
#         metric_name         = "CPUUtilization"
#         dimensions          = { AutoScalingGroupName = aws_autoscaling_group.web.name }
#         statistic           = "Average"
#         period              = 300
#         evaluation_periods  = 3
#         threshold           = 80
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_dynamodb_table: |
#       resource "aws_cloudwatch_metric_alarm" "table_throttled" {
#         alarm_name          = "table-throttled"
#         namespace           = "AWS/DynamoDB"
#         metric_name         = "ReadThrottleEvents"
#         dimensions          = { TableName = aws_dynamodb_table.orders.name }
#         statistic           = "Sum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 0
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_ecs_service: |
#       resource "aws_cloudwatch_metric_alarm" "service_load" {
#         alarm_name          = "service-load"
#         namespace           = "AWS/ECS"
#         metric_name         = "CPUUtilization"
#         dimensions          = { ClusterName = aws_ecs_cluster.main.name, ServiceName = aws_ecs_service.orders.name }
#         statistic           = "Average"
#         period              = 300
#         evaluation_periods  = 3
#         threshold           = 80
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_kinesis_stream: |
#       resource "aws_cloudwatch_metric_alarm" "stream_late" {
#         alarm_name          = "stream-late"
#         namespace           = "AWS/Kinesis"
#         metric_name         = "GetRecords.IteratorAgeMilliseconds"
#         dimensions          = { StreamName = aws_kinesis_stream.orders.name }
#         statistic           = "Maximum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 60000
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_lb: |
#       resource "aws_cloudwatch_metric_alarm" "targets_unhealthy" {
#         alarm_name          = "targets-unhealthy"
#         namespace           = "AWS/ApplicationELB" # AWS/NetworkELB of a network load balancer
#         metric_name         = "UnHealthyHostCount"
#         dimensions = {
#           LoadBalancer = aws_lb.web.arn_suffix
#           TargetGroup  = aws_lb_target_group.web.arn_suffix
#         }
#         statistic           = "Maximum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 0
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_sfn_state_machine: |
#       resource "aws_cloudwatch_metric_alarm" "machine_failed" {
#         alarm_name          = "machine-failed"
#         namespace           = "AWS/States"
#         metric_name         = "ExecutionsFailed"
#         dimensions          = { StateMachineArn = aws_sfn_state_machine.orders.arn }
#         statistic           = "Sum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 0
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "notBreaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_sqs_queue: |
#       resource "aws_cloudwatch_metric_alarm" "queue_late" {
#         alarm_name          = "queue-late"
#         namespace           = "AWS/SQS"
#         metric_name         = "ApproximateAgeOfOldestMessage"
#         dimensions          = { QueueName = aws_sqs_queue.orders.name }
#         statistic           = "Maximum"
#         period              = 300
#         evaluation_periods  = 1
#         threshold           = 300
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
