package stackgrade.rules.ecs.task_can_be_registered_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.task_can_be_registered

_fargate := {"RequiresCompatibilities": ["FARGATE"], "NetworkMode": "awsvpc", "Cpu": "256", "Memory": "512"}

_stack(properties) := testing.stack({"Task": {"type": "AWS::ECS::TaskDefinition", "properties": properties}}, {})

_changed(properties) := _stack(object.union(_fargate, properties))

_in_terraform(cpu, memory) := object.union(_changed({"Cpu": cpu, "Memory": memory}), {"format": "terraform"})

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(task_can_be_registered)
	verdict.status == "fail"
}

test_fails_for_what_fargate_does_not_have if {
	_wrong == {"NetworkMode"} with input as _changed({"NetworkMode": "bridge"})
	_wrong == {"Cpu", "Memory", "NetworkMode"} with input as _stack({"RequiresCompatibilities": ["FARGATE"]})
}

test_fails_for_sizes_that_are_not_offered if {
	every size in [[256, 4096], [512, 512], [1024, 1500], ["2048", "2048"]] {
		_wrong == {"Memory"} with input as _in_terraform(size[0], size[1])
	}
}

test_fails_for_a_container_bigger_than_its_task if {
	_wrong == {"ContainerDefinitions[1].Memory"} with input as _changed({"ContainerDefinitions": [
		{"Memory": 512},
		{"Memory": 1024},
	]})
}

test_fails_for_ports_that_differ if {
	_wrong == {"ContainerDefinitions[0].PortMappings[0].HostPort"} with input as _changed({"ContainerDefinitions": [{
		"PortMappings": [{"ContainerPort": 8080, "HostPort": 80}, {"ContainerPort": 9090}],
	}]})
}

test_passes_with_what_is_offered if {
	every size in [[256, 512], [256, 2048], [512, 3072], ["1024", "8192"], [4096, 30720], [16384, 32768]] {
		testing.statuses(task_can_be_registered) == {"Task": "pass"} with input as _in_terraform(size[0], size[1])
	}
	testing.statuses(task_can_be_registered) == {"Task": "pass"} with input as _stack({"ContainerDefinitions": [{
		"Memory": 128,
		"PortMappings": [{"ContainerPort": 8080, "HostPort": 0}],
	}]})
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(task_can_be_registered) == {"Task": "unknown"} with input as _changed({
		"Memory": testing.unknown("parameter X has no default"),
	})
}
