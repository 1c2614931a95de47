package stackgrade.rules.elasticloadbalancing.https_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.https

_stack(listener, balancer) := testing.stack(
	{
		"Listener": {"type": "AWS::ElasticLoadBalancingV2::Listener", "properties": object.union(
			{"LoadBalancerArn": testing.ref("Web", "Ref")},
			listener,
		)},
		"Web": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "properties": balancer},
	},
	{},
)

_forwarding(protocol) := {"Protocol": protocol, "DefaultActions": [{"Type": "forward"}]}

test_fails_when_it_forwards_http if {
	every balancer in [{}, {"Scheme": "internet-facing", "Type": "application"}] {
		testing.statuses(https) == {"Listener": "fail"} with input as _stack(_forwarding("HTTP"), balancer)
	}
}

test_fails_when_no_protocol_is_said if {
	testing.statuses(https) == {"Listener": "fail"} with input as _stack({"DefaultActions": [{"Type": "forward"}]}, {})
}

test_passes_when_it_redirects_or_is_encrypted if {
	every listener in [{"Protocol": "HTTP", "DefaultActions": [{"Type": "redirect"}]}, _forwarding("HTTPS")] {
		testing.statuses(https) == {"Listener": "pass"} with input as _stack(listener, {})
	}
}

test_leaves_out_what_the_internet_does_not_reach if {
	every balancer in [{"Scheme": "internal"}, {"Type": "network"}] {
		testing.statuses(https) == {} with input as _stack(_forwarding("HTTP"), balancer)
	}
}

test_leaves_out_what_is_behind_a_distribution if {
	testing.statuses(https) == {} with input as testing.stack(
		{
			"Listener": {"type": "AWS::ElasticLoadBalancingV2::Listener", "properties": object.union(
				_forwarding("HTTP"),
				{"LoadBalancerArn": testing.ref("Web", "Ref")},
			)},
			"Web": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer"},
			"Cdn": {
				"type": "AWS::CloudFront::Distribution",
				"properties": {"DistributionConfig": {"Origins": [{"DomainName": testing.ref("Web", "DNSName")}]}},
			},
		},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	every stack in [_stack(_forwarding(open), {}), _stack(_forwarding("HTTP"), {"Scheme": open})] {
		testing.statuses(https) == {"Listener": "unknown"} with input as stack
	}
}

test_does_not_apply_to_a_test if {
	testing.statuses(https) == {} with input as object.union(
		_stack(_forwarding("HTTP"), {}),
		{"profile": testing.disposable},
	)
}
