package stackgrade.rules.ecs.service_scales_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.service_scales

_stack(service, scaled) := testing.stack(
	{
		"Service": {"type": "AWS::ECS::Service", "properties": service},
		"Target": {
			"type": "AWS::ApplicationAutoScaling::ScalableTarget",
			"properties": {"ServiceNamespace": "ecs", "ResourceId": scaled},
		},
	},
	{},
)

test_fails_when_nothing_scales_it if {
	every stack in [
		testing.stack({"Service": {"type": "AWS::ECS::Service"}}, {}),
		_stack({"ServiceName": "orders"}, "service/shop/bills"),
	] {
		testing.statuses(service_scales) == {"Service": "fail"} with input as stack
	}
}

test_passes_when_something_does if {
	every stack in [
		_stack({}, "service/${Cluster}/${Service.Name}"),
		_stack({"ServiceName": "orders-${Suffix}"}, "service/shop/orders-${Suffix}"),
	] {
		testing.statuses(service_scales) == {"Service": "pass"} with input as stack
	}
}

test_leaves_out_daemons if {
	testing.statuses(service_scales) == {} with input as testing.stack(
		{"Service": {"type": "AWS::ECS::Service", "properties": {"SchedulingStrategy": "DAEMON"}}},
		{},
	)
}

test_unknown_when_it_is_open_what_is_scaled if {
	testing.statuses(service_scales) == {"Service": "unknown"} with input as _stack(
		{},
		testing.unknown("parameter Scaled has no default"),
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(service_scales) == {} with input as testing.stack(
		{"Service": {"type": "AWS::ECS::Service"}},
		{"profile": testing.disposable},
	)
}
