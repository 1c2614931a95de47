package stackgrade.rules.ecs.container_logs_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.container_logs

_task(containers) := {"Task": {"type": "AWS::ECS::TaskDefinition", "properties": {"ContainerDefinitions": containers}}}

_logged := {"Name": "app", "LogConfiguration": {"LogDriver": "awslogs"}}

test_fails_for_each_container_without if {
	verdicts := testing.verdicts(container_logs) with input as testing.stack(_task([_logged, {"Name": "proxy"}]), {})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "ContainerDefinitions[1].LogConfiguration"],
	}
}

test_passes_when_all_write_logs if {
	testing.statuses(container_logs) == {"Task": "pass"} with input as testing.stack(_task([_logged]), {})
}

test_passes_when_it_is_open_where_to if {
	testing.statuses(container_logs) == {"Task": "pass"} with input as testing.stack(
		_task([{"LogConfiguration": testing.unknown("parameter Logs has no default")}]),
		{},
	)
}

test_unknown_when_the_containers_are_open if {
	testing.statuses(container_logs) == {"Task": "unknown"} with input as testing.stack(
		_task(testing.unknown("a file that is not there")),
		{},
	)
}

test_leaves_out_tasks_without_containers if {
	testing.statuses(container_logs) == {} with input as testing.stack(
		{"Task": {"type": "AWS::ECS::TaskDefinition"}},
		{},
	)
}
