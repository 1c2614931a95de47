package stackgrade.rules.autoscaling.requests_are_counted_of_targets_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.autoscaling.requests_are_counted_of_targets

_stack(more) := testing.stack(
	{
		"Group": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup"},
		"Policy": {
			"type": "AWS::AutoScaling::ScalingPolicy",
			"properties": {"TargetTrackingConfiguration": {"PredefinedMetricSpecification": object.union(
				{"PredefinedMetricType": "ALBRequestCountPerTarget"},
				more,
			)}},
		},
	},
	{},
)

_labelled(label) := _stack({"ResourceLabel": label})

test_fails_without_both if {
	every document in [
		_stack({}),
		_labelled(testing.ref("Group", "TargetGroupFullName")),
		_labelled("targetgroup/shop/0123456789abcdef"),
	] {
		testing.statuses(requests_are_counted_of_targets) == {"Policy": "fail"} with input as document
	}
}

test_passes_with_both if {
	every label in [
		"app/shop/0123456789abcdef/targetgroup/shop/0123456789abcdef",
		"${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullName}",
	] {
		testing.statuses(requests_are_counted_of_targets) == {"Policy": "pass"} with input as _labelled(label)
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(requests_are_counted_of_targets) == {"Policy": "unknown"} with input as _labelled(open)
}

test_leaves_out_other_metrics if {
	testing.statuses(requests_are_counted_of_targets) == {} with input as _stack({
		"PredefinedMetricType": "ASGAverageCPUUtilization",
	})
}
