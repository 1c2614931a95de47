package stackgrade.rules.ecs.service_fits_its_task_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.service_fits_its_task

_stack(task, service) := testing.stack(
	{
		"Task": {"type": "AWS::ECS::TaskDefinition", "properties": task},
		"Service": {
			"type": "AWS::ECS::Service",
			"properties": object.union({"TaskDefinition": testing.ref("Task", "Ref")}, service),
		},
	},
	{},
)

_network := {"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}}

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(service_fits_its_task)
	verdict.status == "fail"
}

test_fails_without_the_subnets_that_tasks_need if {
	_wrong == {"NetworkConfiguration"} with input as _stack({"NetworkMode": "awsvpc"}, {})
}

test_fails_with_subnets_that_tasks_do_not_take if {
	_wrong == {"NetworkConfiguration"} with input as _stack({}, _network)
	_wrong == {"NetworkConfiguration"} with input as _stack({"NetworkMode": "host"}, _network)
}

test_fails_with_two_ways_to_launch if {
	_wrong == {"LaunchType"} with input as _stack(
		{},
		{"LaunchType": "FARGATE", "CapacityProviderStrategy": [{"CapacityProvider": "FARGATE_SPOT"}]},
	)
}

test_passes_with_what_fits if {
	testing.statuses(service_fits_its_task) == {"Service": "pass"} with input as _stack(
		{"NetworkMode": "awsvpc"},
		_network,
	)
	testing.statuses(service_fits_its_task) == {"Service": "pass"} with input as _stack({}, {"LaunchType": "EC2"})
}

test_passes_for_tasks_of_other_stacks if {
	testing.statuses(service_fits_its_task) == {"Service": "pass"} with input as _stack({}, {"TaskDefinition": "orders:3"})
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(service_fits_its_task) == {"Service": "unknown"} with input as _stack(
		{"NetworkMode": testing.unknown("parameter X has no default")},
		{},
	)
}

test_leaves_out_what_is_deployed_from_outside if {
	testing.statuses(service_fits_its_task) == {} with input as _stack(
		{"NetworkMode": "awsvpc"},
		{"DeploymentController": {"Type": "EXTERNAL"}},
	)
}

test_knows_a_task_by_family_and_revision if {
	_wrong == {"NetworkConfiguration"} with input as _stack(
		{"NetworkMode": "awsvpc"},
		{"TaskDefinition": "orders:${Task.Revision}"},
	)
}
