package stackgrade.rules.ecs.targets_are_balanced_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.targets_are_balanced

_stack(more) := testing.stack(
	object.union(
		{
			"Group": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup"},
			"Service": {
				"type": "AWS::ECS::Service",
				"properties": {"LoadBalancers": [{"TargetGroupArn": testing.ref("Group", "Ref")}]},
			},
		},
		more,
	),
	{},
)

_listener(target) := {"Listener": {
	"type": "AWS::ElasticLoadBalancingV2::Listener",
	"properties": {"DefaultActions": [{"Type": "forward", "TargetGroupArn": target}]},
}}

test_fails_when_nothing_leads_there if {
	testing.statuses(targets_are_balanced) == {"Service": "fail"} with input as _stack({})
	testing.statuses(targets_are_balanced) == {"Service": "fail"} with input as _stack(_listener("arn:other"))
}

test_passes_when_a_listener_or_rule_leads_there if {
	group := testing.ref("Group", "Ref")
	testing.statuses(targets_are_balanced) == {"Service": "pass"} with input as _stack(_listener(group))
	testing.statuses(targets_are_balanced) == {"Service": "pass"} with input as _stack({"Rule": {
		"type": "AWS::ElasticLoadBalancingV2::ListenerRule",
		"properties": {"Actions": [{"ForwardConfig": {"TargetGroups": [{"TargetGroupArn": group}]}}]},
	}})
}

test_unknown_when_a_listener_is_open if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(targets_are_balanced) == {"Service": "unknown"} with input as _stack(_listener(open))
}

test_leaves_out_services_without_targets_here if {
	testing.statuses(targets_are_balanced) == {} with input as testing.stack(
		{"Service": {"type": "AWS::ECS::Service", "properties": {"LoadBalancers": [{"TargetGroupArn": "arn:x"}]}}},
		{},
	)
}
