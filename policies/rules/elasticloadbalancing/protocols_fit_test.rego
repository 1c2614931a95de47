package stackgrade.rules.elasticloadbalancing.protocols_fit_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.protocols_fit

_v2 := "AWS::ElasticLoadBalancingV2::"

_stack(type, protocol, group) := testing.stack(
	{
		"Balancer": {"type": concat("", [_v2, "LoadBalancer"]), "properties": type},
		"Group": {"type": concat("", [_v2, "TargetGroup"]), "properties": group},
		"Listener": {
			"type": concat("", [_v2, "Listener"]),
			"properties": {
				"LoadBalancerArn": testing.ref("Balancer", "Ref"),
				"Protocol": protocol,
				"DefaultActions": [{"Type": "forward", "TargetGroupArn": testing.ref("Group", "Ref")}],
			},
		},
	},
	{},
)

test_fails_where_the_balancer_does_not_speak_it if {
	testing.statuses(protocols_fit) == {"Listener": "fail"} with input as _stack({}, "TCP", {"Protocol": "TCP"})
	testing.statuses(protocols_fit) == {"Listener": "fail"} with input as _stack(
		{"Type": "network"}, "HTTPS",
		{"Protocol": "HTTPS"},
	)
}

test_fails_where_the_group_does_not_speak_it if {
	{[verdict.status, verdict.attribute] | some verdict in testing.verdicts(protocols_fit)} == {[
		"fail",
		"DefaultActions[0].TargetGroupArn",
	]} with input as _stack({}, "HTTP", {"Protocol": "TCP"})
}

test_fails_for_one_of_several_groups_and_for_rules if {
	action := {"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": testing.ref("Group", "Ref")}]}}
	testing.statuses(protocols_fit) == {"Rule": "fail"} with input as testing.stack(
		{
			"Group": {"type": concat("", [_v2, "TargetGroup"]), "properties": {"Protocol": "TLS"}},
			"Rule": {"type": concat("", [_v2, "ListenerRule"]), "properties": {"Actions": [action]}},
		},
		{},
	)
}

test_passes_where_they_speak_the_same if {
	testing.statuses(protocols_fit) == {"Listener": "pass"} with input as _stack({}, "HTTPS", {"Protocol": "HTTP"})
	testing.statuses(protocols_fit) == {"Listener": "pass"} with input as _stack(
		{"Type": "network"}, "TLS",
		{"Protocol": "TCP"},
	)
}

test_passes_for_functions if {
	testing.statuses(protocols_fit) == {"Listener": "pass"} with input as _stack({}, "HTTPS", {"TargetType": "lambda"})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(protocols_fit) == {"Listener": "unknown"} with input as _stack({}, open, {"Protocol": "HTTP"})
	testing.statuses(protocols_fit) == {"Listener": "unknown"} with input as _stack({}, "HTTP", {"Protocol": open})
}
