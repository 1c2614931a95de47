package stackgrade.rules.autoscaling.sizes_are_in_order_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.autoscaling.sizes_are_in_order

_stack(properties) := testing.stack(
	{"Group": {"type": "AWS::AutoScaling::AutoScalingGroup", "properties": properties}},
	{},
)

test_fails_out_of_order if {
	testing.statuses(sizes_are_in_order) == {"Group": "fail"} with input as _stack({"MinSize": "4", "MaxSize": "2"})
	testing.statuses(sizes_are_in_order) == {"Group": "fail"} with input as _stack({
		"DesiredCapacity": 8,
		"MaxSize": 2,
		"MinSize": 1,
	})
	testing.statuses(sizes_are_in_order) == {"Target": "fail"} with input as testing.stack(
		{"Target": {
			"type": "AWS::ApplicationAutoScaling::ScalableTarget",
			"properties": {"MaxCapacity": 1, "MinCapacity": 2},
		}},
		{},
	)
}

test_fails_for_nodes_out_of_order if {
	every sizes in [{"DesiredSize": 5, "MaxSize": 3, "MinSize": 1}, {"DesiredSize": 1, "MaxSize": 3, "MinSize": 2}] {
		testing.statuses(sizes_are_in_order) == {"Nodes": "fail"} with input as testing.stack(
			{"Nodes": {"type": "AWS::EKS::Nodegroup", "properties": {"ScalingConfig": sizes}}},
			{},
		)
	}
}

test_passes_in_order if {
	testing.statuses(sizes_are_in_order) == {"Group": "pass"} with input as _stack({"MinSize": "2", "MaxSize": "10"})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Size has no default")
	testing.statuses(sizes_are_in_order) == {"Group": "unknown"} with input as _stack({
		"MinSize": open,
		"MaxSize": "10",
	})
}
