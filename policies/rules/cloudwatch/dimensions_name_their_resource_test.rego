package stackgrade.rules.cloudwatch.dimensions_name_their_resource_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.dimensions_name_their_resource

_stack(name, value) := testing.stack(
	{
		"Balancer": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer"},
		"Queue": {"type": "AWS::SQS::Queue"},
		"Alarm": {
			"type": "AWS::CloudWatch::Alarm",
			"properties": {"Dimensions": [{"Name": name, "Value": value}]},
		},
	},
	{},
)

test_fails_with_the_address_of_a_queue if {
	testing.statuses(dimensions_name_their_resource) == {"Alarm": "fail"} with input as _stack(
		"QueueName",
		testing.ref("Queue", "Ref"),
	)
}

test_fails_with_the_arn_of_a_load_balancer if {
	testing.statuses(dimensions_name_their_resource) == {"Alarm": "fail"} with input as _stack(
		"LoadBalancer",
		"${Balancer}",
	)
}

test_fails_in_a_metric_of_an_expression if {
	dimension := {"Name": "QueueName", "Value": testing.ref("Queue", "Arn")}
	testing.statuses(dimensions_name_their_resource) == {"Alarm": "fail"} with input as testing.stack(
		{
			"Queue": {"type": "AWS::SQS::Queue"},
			"Alarm": {
				"type": "AWS::CloudWatch::Alarm",
				"properties": {"Metrics": [{"MetricStat": {"Metric": {"Dimensions": [dimension]}}}]},
			},
		},
		{},
	)
}

test_passes_with_what_the_metric_carries if {
	testing.statuses(dimensions_name_their_resource) == {"Alarm": "pass"} with input as _stack(
		"QueueName",
		testing.ref("Queue", "QueueName"),
	)
	testing.statuses(dimensions_name_their_resource) == {"Alarm": "pass"} with input as _stack(
		"LoadBalancer",
		testing.ref("Balancer", "LoadBalancerFullName"),
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(dimensions_name_their_resource) == {"Alarm": "unknown"} with input as _stack(
		"QueueName",
		testing.unknown("parameter Queue has no default"),
	)
}

test_leaves_out_other_dimensions if {
	testing.statuses(dimensions_name_their_resource) == {} with input as _stack("InstanceId", "i-1")
}
