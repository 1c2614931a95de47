package stackgrade.rules.ecs.balanced_port_exists_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.balanced_port_exists

_stack(name, port, containers) := testing.stack(
	{
		"Task": {"type": "AWS::ECS::TaskDefinition", "properties": {"ContainerDefinitions": containers}},
		"Service": {"type": "AWS::ECS::Service", "properties": {
			"TaskDefinition": testing.ref("Task", "Ref"),
			"LoadBalancers": [{"ContainerName": name, "ContainerPort": port, "TargetGroupArn": "arn"}],
		}},
	},
	{},
)

_app := [{"Name": "app", "PortMappings": [{"ContainerPort": 8080}]}]

test_fails_when_they_do_not_agree if {
	every case in [
		["ContainerName", _stack("web", 8080, _app)],
		["ContainerPort", _stack("app", 80, _app)],
		["ContainerPort", _stack("app", 80, [{"Name": "app"}])],
	] {
		verdicts := testing.verdicts(balanced_port_exists) with input as case[1]
		{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
			["fail", concat(".", ["LoadBalancers[0]", case[0]])],
		}
	}
}

test_passes_when_they_agree if {
	testing.statuses(balanced_port_exists) == {"Service": "pass"} with input as _stack("app", 8080, _app)
}

test_passes_when_a_secret_beside_the_name_hides_it if {
	masked := [{"Name": "********", "PortMappings": [{"ContainerPort": 8080}]}]
	testing.statuses(balanced_port_exists) == {"Service": "pass"} with input as _stack("app", 8080, masked)
	testing.statuses(balanced_port_exists) == {"Service": "fail"} with input as _stack("app", 80, masked)
}

test_unknown_when_a_parameter_decides if {
	port := testing.unknown("parameter Port has no default")
	every stack in [
		_stack("app", port, _app),
		_stack("app", 80, [{"Name": "app", "PortMappings": [{"ContainerPort": port}]}]),
		_stack("app", 80, testing.unknown("a file that is not there")),
	] {
		testing.statuses(balanced_port_exists) == {"Service": "unknown"} with input as stack
	}
}

test_leaves_out_services_without_a_load_balancer_or_a_task_here if {
	testing.statuses(balanced_port_exists) == {} with input as testing.stack(
		{
			"Alone": {"type": "AWS::ECS::Service", "properties": {"TaskDefinition": testing.ref("Task", "Ref")}},
			"Elsewhere": {"type": "AWS::ECS::Service", "properties": {
				"TaskDefinition": "app:3",
				"LoadBalancers": [{"ContainerName": "app", "ContainerPort": 80}],
			}},
			"Task": {"type": "AWS::ECS::TaskDefinition"},
		},
		{},
	)
}
