package stackgrade.rules.elasticloadbalancing.names_are_possible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.names_are_possible

_stack(name) := testing.stack(
	{"Balancer": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "properties": {"Name": name}}},
	{},
)

test_fails_with_what_is_refused if {
	every name in [
		"the-application-of-the-shop-public",
		"application-load-balancer-for-${AWS::StackName}-of-shop",
		"shop_web",
		"shop.${AWS::Region}",
		"shop-",
		"internal-shop",
	] {
		testing.statuses(names_are_possible) == {"Balancer": "fail"} with input as _stack(name)
	}
}

test_passes_with_what_is_taken if {
	every name in ["shop", "${AWS::StackName}-web", "an-application-load-balancer-32c", "Shop-${A}${B}"] {
		testing.statuses(names_are_possible) == {"Balancer": "pass"} with input as _stack(name)
	}
}

test_leaves_target_groups_their_beginning if {
	group := {"type": "AWS::ElasticLoadBalancingV2::TargetGroup", "properties": {"Name": "internal-shop"}}
	testing.statuses(names_are_possible) == {"Group": "pass"} with input as testing.stack({"Group": group}, {})
}

_open := testing.unknown("parameter X has no default")

test_unknown_when_a_parameter_decides if {
	testing.statuses(names_are_possible) == {"Balancer": "unknown"} with input as _stack(_open)
}

test_leaves_out_what_aws_names if {
	testing.statuses(names_are_possible) == {} with input as testing.stack(
		{"Balancer": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer"}},
		{},
	)
}
