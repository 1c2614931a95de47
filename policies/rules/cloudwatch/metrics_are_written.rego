# METADATA
# title: An alarm watches a metric that its service writes
# description: >-
#   CloudWatch takes any name and any dimensions. Where the service writes no such metric, or writes it with other
#   dimensions, the alarm waits for data for ever, and looks like one that all is well with.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
#   - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
# custom:
#   id: FC_CLOUDWATCH_070
#   severity: medium
#   category: monitoring
#   types: [AWS::CloudWatch::Alarm]
#   attributes:
#     - Dimensions
#     - Dimensions[].Name
#     - MetricName
#     - Namespace
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Namespace: AWS/ApiGateway
#       MetricName: 5XXError # of a REST API; of an HTTP API it is 5xx, with the dimension ApiId
#       Dimensions:
#         - Name: ApiName
#           Value: orders
#       # of a table UserErrors has no Dimensions, ThrottledRequests has Operation beside TableName, ReadThrottleEvents
#       # has TableName alone; of a target group UnHealthyHostCount has LoadBalancer beside TargetGroup
#     terraform: |
#       namespace   = "AWS/ApiGateway"
#       metric_name = "5XXError" # of a REST API; of an HTTP API it is 5xx, with the dimension ApiId
#
#       dimensions = {
#         ApiName = aws_api_gateway_rest_api.orders.name
#       }
#       # of a table UserErrors has no dimensions, ThrottledRequests has Operation beside TableName, ReadThrottleEvents
#       # has TableName alone; of a target group UnHealthyHostCount has LoadBalancer beside TargetGroup
package stackgrade.rules.cloudwatch.metrics_are_written

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[alarm.address] := alarm if {
	some alarm in resources.own("AWS::CloudWatch::Alarm")
	alarm.properties.Namespace in (object.keys(_names) | object.keys(_dimensions))
	resources.has(alarm, ["MetricName"])
}

fail contains findings.at(alarm, "MetricName", message) if {
	some alarm in subject
	some dimension in _of(alarm)
	known := _names[alarm.properties.Namespace][dimension]
	not alarm.properties.MetricName in known
	message := concat("", ["no metric ", alarm.properties.MetricName, " comes with the dimension ", dimension])
}

fail contains findings.at(alarm, "Dimensions", message) if {
	some alarm in subject
	name := alarm.properties.MetricName
	wanted := _dimensions[alarm.properties.Namespace][name]
	missing := wanted - _of(alarm)
	count(missing) > 0
	message := concat("", [name, " comes with the dimensions ", concat(" and ", sort(wanted)), " only"])
}

fail contains findings.at(alarm, "Dimensions", "UserErrors is counted for the account, without dimensions") if {
	some alarm in subject
	alarm.properties.Namespace == "AWS/DynamoDB"
	alarm.properties.MetricName == "UserErrors"
	count(_of(alarm)) > 0
}

_of(alarm) := {dimension.Name | some dimension in alarm.properties.Dimensions}

# The metrics of a namespace that come with a dimension, all of them.
_names := {"AWS/ApiGateway": {
	"ApiId": {
		"4xx",
		"5xx",
		"ClientError",
		"ConnectCount",
		"Count",
		"DataProcessed",
		"ExecutionError",
		"IntegrationError",
		"IntegrationLatency",
		"Latency",
		"MessageCount",
	},
	"ApiName": {
		"4XXError",
		"5XXError",
		"CacheHitCount",
		"CacheMissCount",
		"Count",
		"IntegrationLatency",
		"Latency",
	},
}}

# Dimensions without which a metric is not written.
_dimensions := {
	"AWS/ApplicationELB": {
		"HealthyHostCount": {"LoadBalancer", "TargetGroup"},
		"UnHealthyHostCount": {"LoadBalancer", "TargetGroup"},
	},
	"AWS/DynamoDB": {
		"ReturnedItemCount": {"Operation", "TableName"},
		"SuccessfulRequestLatency": {"Operation", "TableName"},
		"ThrottledRequests": {"Operation", "TableName"},
	},
}
