package stackgrade.rules.autoscaling.target_scales_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.autoscaling.target_scales

_what := {"ResourceId": "service/shop/orders", "ScalableDimension": "ecs:service:DesiredCount"}

_stack(more, policy) := testing.stack(
	{
		"Target": {
			"type": "AWS::ApplicationAutoScaling::ScalableTarget",
			"properties": object.union(_what, more),
		},
		"Policy": {"type": "AWS::ApplicationAutoScaling::ScalingPolicy", "properties": policy},
	},
	{},
)

test_fails_without_a_policy_of_its_own if {
	every policy in [
		{"ScalingTargetId": testing.ref("Other", "Ref")},
		object.union(_what, {"ResourceId": "service/shop/bills"}),
		object.union(_what, {"ScalableDimension": "dynamodb:table:ReadCapacityUnits"}),
	] {
		testing.statuses(target_scales) == {"Target": "fail"} with input as _stack({}, policy)
	}
}

test_passes_with_one if {
	every policy in [{"ScalingTargetId": testing.ref("Target", "Ref")}, _what] {
		testing.statuses(target_scales) == {"Target": "pass"} with input as _stack({}, policy)
	}
}

test_passes_with_a_schedule if {
	testing.statuses(target_scales) == {"Target": "pass"} with input as _stack(
		{"ScheduledActions": [{"ScheduledActionName": "morning"}]},
		{},
	)
}

test_unknown_when_it_is_open_what_a_policy_scales if {
	testing.statuses(target_scales) == {"Target": "unknown"} with input as _stack(
		{},
		{"ScalingTargetId": testing.unknown("parameter Target has no default")},
	)
}
