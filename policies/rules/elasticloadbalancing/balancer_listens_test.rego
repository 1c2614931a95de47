package stackgrade.rules.elasticloadbalancing.balancer_listens_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.balancer_listens

_listener(balancer) := {"Listener": {
	"type": "AWS::ElasticLoadBalancingV2::Listener",
	"properties": {"LoadBalancerArn": balancer},
}}

_stack(more, document) := testing.stack(
	object.union({"It": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "properties": {}}}, more),
	document,
)

test_fails_without_a_listener if {
	every more in [{}, _listener("arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/other/1")] {
		testing.statuses(balancer_listens) == {"It": "fail"} with input as _stack(more, {})
	}
}

test_passes_with_one if {
	stack := _stack(_listener(testing.ref("It", "Ref")), {})
	testing.statuses(balancer_listens) == {"It": "pass"} with input as stack
}

test_unknown_when_a_parameter_decides if {
	stack := _stack(_listener(testing.unknown("parameter Balancer has no default")), {})
	testing.statuses(balancer_listens) == {"It": "unknown"} with input as stack
}

test_leaves_out_what_others_add_listeners_to if {
	every stack in [
		_stack({}, {"outputs": {"Balancer": {"value": testing.ref("It", "Ref"), "export": "balancer"}}}),
		_stack(
			{"Child": {
				"type": "AWS::CloudFormation::Stack",
				"properties": {"Parameters": {"Balancer": testing.ref("It", "Ref")}},
			}},
			{},
		),
	] {
		testing.statuses(balancer_listens) == {} with input as stack
	}
}

test_is_not_content_with_the_name_for_others if {
	stack := _stack({}, {"outputs": {"Address": {"value": testing.ref("It", "DNSName"), "export": "address"}}})
	testing.statuses(balancer_listens) == {"It": "fail"} with input as stack
}
