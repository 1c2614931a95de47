package stackgrade.rules.elasticloadbalancing.weights_can_be_moved_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.weights_can_be_moved

_action(blue, green) := {"Type": "forward", "ForwardConfig": {"TargetGroups": [
	{"TargetGroupArn": testing.ref("Blue", "Ref"), "Weight": blue},
	{"TargetGroupArn": testing.ref("Green", "Ref"), "Weight": green},
]}}

_listener(action, more, others) := testing.stack(
	object.union(
		{"It": object.union(
			{
				"type": "AWS::ElasticLoadBalancingV2::Listener",
				"properties": {"DefaultActions": [action]},
				"raw": {"Properties": {"DefaultActions": [action]}},
			},
			more,
		)},
		others,
	),
	{},
)

test_fails_for_weights_in_the_template if {
	verdicts := testing.verdicts(weights_can_be_moved) with input as _listener(_action(100, 0), {}, {})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {[
		"fail",
		"DefaultActions[0].ForwardConfig.TargetGroups",
	]}
	testing.statuses(weights_can_be_moved) == {"It": "fail"} with input as testing.stack(
		{"It": {
			"type": "AWS::ElasticLoadBalancingV2::ListenerRule",
			"properties": {"Actions": [_action(0, 1)]},
			"raw": {},
		}},
		{},
	)
}

test_passes_when_a_parameter_moves_them if {
	path := "DefaultActions[0].ForwardConfig.TargetGroups[1].Weight"
	attributes := {"attributes": {path: {"parameters": ["GreenWeight"]}}}
	testing.statuses(weights_can_be_moved) == {"It": "pass"} with input as _listener(_action(100, 0), attributes, {})
}

test_passes_when_a_condition_moves_them if {
	raw := {"raw": {"Properties": {"DefaultActions": [_action({"Fn::If": ["Blue", 100, 0]}, 0)]}}}
	testing.statuses(weights_can_be_moved) == {"It": "pass"} with input as _listener(_action(100, 0), raw, {})
}

test_unknown_when_a_group_is if {
	action := {"ForwardConfig": {"TargetGroups": [
		{"TargetGroupArn": testing.ref("Blue", "Ref"), "Weight": 0},
		testing.unknown("parameter Green has no default"),
	]}}
	testing.statuses(weights_can_be_moved) == {"It": "unknown"} with input as _listener(action, {}, {})
}

test_says_nothing_of_what_is_no_deployment if {
	testing.statuses(weights_can_be_moved) == {} with input as _listener(_action(50, 50), {}, {})
	every others in [
		{"Group": {"type": "AWS::CodeDeploy::DeploymentGroup"}},
		{"Service": {"type": "AWS::ECS::Service", "properties": {"DeploymentController": {"Type": "CODE_DEPLOY"}}}},
		{"Service": {
			"type": "AWS::ECS::Service",
			"properties": {"DeploymentConfiguration": {"Strategy": "BLUE_GREEN"}},
		}},
	] {
		testing.statuses(weights_can_be_moved) == {} with input as _listener(_action(100, 0), {}, others)
	}
}
