package stackgrade.rules.autoscaling.targets_are_balanced_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.autoscaling.targets_are_balanced

_target := {"Target": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup"}}

_arn := testing.ref("Target", "Ref")

_group(properties) := {"Group": {
	"type": "AWS::AutoScaling::AutoScalingGroup",
	"properties": object.union({"HealthCheckType": "ELB", "TargetGroupARNs": [_arn]}, properties),
}}

_stack(more) := testing.stack(object.union_n([_target, _group({}), more]), {})

_listener(arn) := {"Listener": {
	"type": "AWS::ElasticLoadBalancingV2::Listener",
	"properties": {"DefaultActions": [{"Type": "forward", "TargetGroupArn": arn}]},
}}

_rule := {"Rule": {
	"type": "AWS::ElasticLoadBalancingV2::ListenerRule",
	"properties": {"Actions": [{"ForwardConfig": {"TargetGroups": [{"TargetGroupArn": _arn}]}}]},
}}

test_fails_when_nothing_leads_there if {
	alarm := {"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {"Dimensions": [{"Value": _arn}]}}}
	every more in [{}, _listener("arn:other"), alarm] {
		testing.statuses(targets_are_balanced) == {"Group": "fail"} with input as _stack(more)
	}
}

test_fails_for_a_source_of_traffic if {
	source := {"TargetGroupARNs": [], "TrafficSources": [{"Identifier": _arn, "Type": "elbv2"}]}
	stack := testing.stack(object.union(_target, _group(source)), {})
	testing.statuses(targets_are_balanced) == {"Group": "fail"} with input as stack
}

test_passes_when_a_listener_or_rule_leads_there if {
	every more in [_listener(_arn), _rule] {
		testing.statuses(targets_are_balanced) == {"Group": "pass"} with input as _stack(more)
	}
}

test_unknown_when_a_listener_is_open if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(targets_are_balanced) == {"Group": "unknown"} with input as _stack(_listener(open))
}

test_leaves_out_groups_that_ask_no_load_balancer if {
	every properties in [{"HealthCheckType": "EC2"}, {"TargetGroupARNs": ["arn:x"]}] {
		stack := testing.stack(object.union(_target, _group(properties)), {})
		testing.statuses(targets_are_balanced) == {} with input as stack
	}
}

test_leaves_out_targets_that_others_are_told_of if {
	told := testing.stack(object.union(_target, _group({})), {"outputs": {"Target": {"value": _arn}}})
	testing.statuses(targets_are_balanced) == {} with input as told
	nested := {"Nested": {"type": "AWS::CloudFormation::Stack", "properties": {"Parameters": {"Target": _arn}}}}
	testing.statuses(targets_are_balanced) == {} with input as _stack(nested)
}
