# METADATA
# title: An alarm's dimensions name what the metric is of
# description: >-
#   Metrics carry the name of a queue, a topic or an API, and the last part of a load balancer's ARN. With its address,
#   id or ARN the alarm watches a metric that nobody writes, and never goes off.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
# custom:
#   id: FC_CLOUDWATCH_050
#   severity: medium
#   category: monitoring
#   types: [AWS::CloudWatch::Alarm]
#   attributes: [Dimensions, "Dimensions[].Value", "Metrics[].MetricStat.Metric.Dimensions[].Value"]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Dimensions:
#         - Name: QueueName
#           Value: !GetAtt Queue.QueueName
#       # LoadBalancer.LoadBalancerFullName, TargetGroup.TargetGroupFullName, Topic.TopicName, and of an API (ApiName)
#       # what stands under its Name
#     terraform: |
#       dimensions = {
#         QueueName = aws_sqs_queue.orders.name
#       }
#       # aws_lb.shop.arn_suffix, aws_lb_target_group.shop.arn_suffix, and of all others their name, not their id
package stackgrade.rules.cloudwatch.dimensions_name_their_resource

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[alarm.address] := alarm if {
	some alarm in resources.own("AWS::CloudWatch::Alarm")
	some [_, dimension] in _dimensions(alarm)
	dimension.Name in object.keys(_wanted)
}

fail contains findings.proven_at(alarm, array.concat(path, ["Value"]), message) if {
	some alarm in subject
	some [path, dimension] in _dimensions(alarm)
	wanted := _wanted[dimension.Name]
	[address, attribute] := _source(dimension.Value)
	resources.at(address).type == wanted.type
	attribute in wanted.not
	message := concat("", ["the metric carries ", wanted.is, ", which this is not"])
}

_dimensions(alarm) := {[["Dimensions", i], dimension] |
	some i, dimension in alarm.properties.Dimensions
} | {[["Metrics", i, "MetricStat", "Metric", "Dimensions", j], dimension] |
	some i, metric in alarm.properties.Metrics
	some j, dimension in metric.MetricStat.Metric.Dimensions
}

_source(value) := [value["$ref"], value.attribute]

_source(value) := [found[0][1], object.get({"": "Ref"}, found[0][2], found[0][2])] if {
	is_string(value)
	found := regex.find_all_string_submatch_n(`^\$\{([^}.]+)\.?([^}]*)\}$`, value, 1)
}

_wanted := {
	"ApiName": {"type": "AWS::ApiGateway::RestApi", "not": ["Ref", "Arn"], "is": "the name of the API"},
	"FunctionName": {"type": "AWS::Lambda::Function", "not": ["Arn"], "is": "the name of the function"},
	"LoadBalancer": {
		"type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
		"not": ["Ref", "Arn", "LoadBalancerArn", "LoadBalancerName", "DNSName"],
		"is": "the load balancer's `LoadBalancerFullName`",
	},
	"QueueName": {"type": "AWS::SQS::Queue", "not": ["Ref", "Arn", "QueueUrl"], "is": "the name of the queue"},
	"StateMachineArn": {"type": "AWS::StepFunctions::StateMachine", "not": ["Name"], "is": "the ARN of the state machine"},
	"TableName": {"type": "AWS::DynamoDB::Table", "not": ["Arn"], "is": "the name of the table"},
	"TargetGroup": {
		"type": "AWS::ElasticLoadBalancingV2::TargetGroup",
		"not": ["Ref", "Arn", "TargetGroupArn", "TargetGroupName"],
		"is": "the target group's `TargetGroupFullName`",
	},
	"TopicName": {"type": "AWS::SNS::Topic", "not": ["Ref", "TopicArn", "Arn"], "is": "the name of the topic"},
}
