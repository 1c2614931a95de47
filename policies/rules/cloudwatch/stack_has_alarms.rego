# METADATA
# title: A stack in production has alarms
# description: >-
#   Functions that fail, queues that fill up and targets that drop out show in metrics that nobody looks at. Without
#   an alarm, users are the first to notice. One finding for the stack; what alarms leave out is told of each resource.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
# custom:
#   id: FC_CLOUDWATCH_031
#   severity: medium
#   category: monitoring
#   types: [Stack]
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
#     cloudformation/load balancer: |
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
#     terraform/load balancer: |
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
package stackgrade.rules.cloudwatch.stack_has_alarms

import data.stackgrade.lib.alarms
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(_metrics) > 0

fail contains findings.of_case(findings.missing(resources.stack, message), _case) if {
	some _ in subject
	count(resources.of_any(alarms.types)) == 0
	message := concat("", ["the stack has no alarm, such as one on ", concat(", ", sort(_metrics))])
}

default _case := "function"

_case := "load balancer" if _metrics == {"UnHealthyHostCount"}

_metrics contains alarms.workloads[workload.type].metric if some workload in alarms.unattended
