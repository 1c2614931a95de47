package stackgrade.rules.elasticloadbalancing.balancer_in_two_zones_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.balancer_in_two_zones

_subnet(zone) := {"type": "AWS::EC2::Subnet", "properties": {"AvailabilityZone": zone}}

_balancer(subnets, more, zone) := testing.stack(
	{
		"One": _subnet("eu-west-1a"),
		"Two": _subnet(zone),
		"Web": {
			"type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
			"properties": object.union({"Subnets": [testing.ref(name, "Ref") | some name in subnets]}, more),
		},
	},
	{},
)

test_fails_in_one_zone if {
	every subnets in [["One"], ["One", "One"], ["One", "Two"]] {
		testing.statuses(balancer_in_two_zones) == {"Web": "fail"} with input as _balancer(subnets, {}, "eu-west-1a")
	}
}

test_fails_in_one_zone_by_mappings if {
	testing.statuses(balancer_in_two_zones) == {"Web": "fail"} with input as _balancer(
		[],
		{"SubnetMappings": [{"SubnetId": testing.ref("One", "Ref")}]},
		"eu-west-1b",
	)
}

test_passes_in_two if {
	testing.statuses(balancer_in_two_zones) == {"Web": "pass"} with input as _balancer(
		["One", "Two"],
		{},
		"eu-west-1b",
	)
}

test_leaves_out_local_zones_and_outposts if {
	testing.statuses(balancer_in_two_zones) == {} with input as _balancer(["Two"], {}, "us-west-2-lax-1a")
	testing.statuses(balancer_in_two_zones) == {} with input as testing.stack(
		{
			"Rack": {"type": "AWS::EC2::Subnet", "properties": {
				"AvailabilityZone": "eu-west-1a",
				"OutpostArn": "arn:aws:outposts:eu-west-1:123456789012:outpost/op-0e32example1",
			}},
			"Web": {
				"type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
				"properties": {"Subnets": [testing.ref("Rack", "Ref")]},
			},
		},
		{},
	)
}

test_unknown_when_a_zone_is if {
	zone := testing.unknown("parameter Zone has no default")
	testing.statuses(balancer_in_two_zones) == {"Web": "unknown"} with input as _balancer(["One", "Two"], {}, zone)
}

test_leaves_out_network_balancers_and_subnets_of_others if {
	testing.statuses(balancer_in_two_zones) == {} with input as _balancer(["One"], {"Type": "network"}, "eu-west-1a")
	testing.statuses(balancer_in_two_zones) == {} with input as _balancer(
		[],
		{"Subnets": ["subnet-0b27d1f0"]},
		"eu-west-1a",
	)
}
