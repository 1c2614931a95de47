package stackgrade.rules.elasticloadbalancing.places_are_taken_once_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.places_are_taken_once

_listener(balancer, port) := {
	"type": "AWS::ElasticLoadBalancingV2::Listener",
	"properties": {"LoadBalancerArn": testing.ref(balancer, "Ref"), "Port": port},
}

_rule(priority) := {
	"type": "AWS::ElasticLoadBalancingV2::ListenerRule",
	"properties": {"ListenerArn": testing.ref("Listener", "Ref"), "Priority": priority},
}

test_fails_for_both_on_one_port if {
	testing.statuses(places_are_taken_once) == {"A": "fail", "B": "fail"} with input as testing.stack(
		{"A": _listener("Balancer", 80), "B": _listener("Balancer", "80")},
		{},
	)
}

test_fails_for_both_of_one_priority if {
	testing.statuses(places_are_taken_once) == {"A": "fail", "B": "fail", "C": "pass"} with input as testing.stack(
		{"A": _rule(1), "B": _rule(1), "C": _rule(2)},
		{},
	)
}

test_passes_on_balancers_of_their_own if {
	testing.statuses(places_are_taken_once) == {"A": "pass", "B": "pass"} with input as testing.stack(
		{"A": _listener("Balancer", 80), "B": _listener("Other", 80)},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(places_are_taken_once) == {"A": "pass", "B": "unknown"} with input as testing.stack(
		{"A": _listener("Balancer", 80), "B": _listener("Balancer", testing.unknown("parameter X has no default"))},
		{},
	)
}
