package stackgrade.rules.elasticloadbalancing.targets_are_addresses_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.targets_are_addresses

_stack(group, service, mode) := testing.stack(
	{
		"Targets": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup", "properties": group},
		"Task": {"type": "AWS::ECS::TaskDefinition", "properties": {"NetworkMode": mode}},
		"Service": {
			"type": "AWS::ECS::Service",
			"properties": object.union(
				{
					"TaskDefinition": testing.ref("Task", "Ref"),
					"LoadBalancers": [{"TargetGroupArn": testing.ref("Targets", "Ref")}],
				},
				service,
			),
		},
	},
	{},
)

_fargate := {"LaunchType": "FARGATE"}

test_fails_with_instances if {
	testing.statuses(targets_are_addresses) == {"Targets": "fail"} with input as _stack({}, _fargate, "awsvpc")
	testing.statuses(targets_are_addresses) == {"Targets": "fail"} with input as _stack(
		{"TargetType": "instance"},
		{},
		"awsvpc",
	)
}

test_passes_with_addresses if {
	testing.statuses(targets_are_addresses) == {"Targets": "pass"} with input as _stack(
		{"TargetType": "ip"},
		_fargate,
		"awsvpc",
	)
}

test_unknown_when_the_type_is if {
	type := testing.unknown("parameter TargetType has no default")
	testing.statuses(targets_are_addresses) == {"Targets": "unknown"} with input as _stack(
		{"TargetType": type},
		_fargate,
		"awsvpc",
	)
}

test_leaves_out_tasks_that_share_the_address_of_their_host if {
	testing.statuses(targets_are_addresses) == {} with input as _stack({}, {"LaunchType": "EC2"}, "bridge")
}
