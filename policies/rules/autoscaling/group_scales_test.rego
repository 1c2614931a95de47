package stackgrade.rules.autoscaling.group_scales_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.autoscaling.group_scales

_group(properties) := {"Group": {"type": "AWS::AutoScaling::AutoScalingGroup", "properties": object.union(
	{"MinSize": "2", "MaxSize": 6},
	properties,
)}}

_stack(group, others) := testing.stack(object.union(group, others), {})

test_fails_when_nothing_scales_it if {
	testing.statuses(group_scales) == {"Group": "fail"} with input as _stack(_group({}), {})
}

test_fails_when_something_only_looks_at_it if {
	testing.statuses(group_scales) == {"Group": "fail"} with input as _stack(
		_group({}),
		{"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {"Dimensions": [{
			"Name": "AutoScalingGroupName",
			"Value": testing.ref("Group", "Ref"),
		}]}}},
	)
}

test_leaves_out_groups_with_room_for_their_update_only if {
	every most, statuses in {"2": {}, "3": {"Group": "fail"}} {
		testing.statuses(group_scales) == statuses with input as testing.stack(
			{"Group": {
				"type": "AWS::AutoScaling::AutoScalingGroup",
				"properties": {"MinSize": "1", "MaxSize": most},
				"lifecycle": {"UpdatePolicy": {"AutoScalingRollingUpdate": {"MinInstancesInService": 1}}},
			}},
			{},
		)
	}
}

test_passes_with_a_policy_or_a_schedule if {
	every type in ["AWS::AutoScaling::ScalingPolicy", "AWS::AutoScaling::ScheduledAction"] {
		every name in [testing.ref("Group", "Ref"), "workers-${Suffix}"] {
			testing.statuses(group_scales) == {"Group": "pass"} with input as _stack(
				_group({"AutoScalingGroupName": "workers-${Suffix}"}),
				{"Scaling": {"type": type, "properties": {"AutoScalingGroupName": name}}},
			)
		}
	}
}

test_passes_when_a_cluster_scales_it if {
	every stack in [
		_stack(_group({}), {"Capacity": {
			"type": "AWS::ECS::CapacityProvider",
			"properties": {"AutoScalingGroupProvider": {"AutoScalingGroupArn": testing.ref("Group", "Ref")}},
		}}),
		_stack(_group({"Tags": [{"Key": "k8s.io/cluster-autoscaler/enabled", "Value": "true"}]}), {}),
	] {
		testing.statuses(group_scales) == {"Group": "pass"} with input as stack
	}
}

test_leaves_out_a_fixed_size if {
	testing.statuses(group_scales) == {} with input as _stack(_group({"MaxSize": 2}), {})
}

test_unknown_when_sizes_are_open if {
	testing.statuses(group_scales) == {"Group": "unknown"} with input as _stack(
		_group({"MaxSize": testing.unknown("parameter Max has no default")}),
		{},
	)
}

test_unknown_when_it_is_open_what_is_scaled if {
	testing.statuses(group_scales) == {"Group": "unknown"} with input as _stack(
		_group({}),
		{"Scaling": {"type": "AWS::AutoScaling::ScalingPolicy", "properties": {
			"AutoScalingGroupName": testing.unknown("parameter Name has no default"),
		}}},
	)
}
