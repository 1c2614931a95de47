package stackgrade.rules.ec2.one_subnet_of_each_zone_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.one_subnet_of_each_zone

_subnet(zone) := {"type": "AWS::EC2::Subnet", "properties": {"AvailabilityZone": zone}}

_stack(zones) := testing.stack(
	{
		"A": _subnet(zones[0]),
		"B": _subnet(zones[1]),
		"Endpoint": {
			"type": "AWS::EC2::VPCEndpoint",
			"properties": {"SubnetIds": ["subnet-1", testing.ref("A", "Ref"), testing.ref("B", "Ref")]},
		},
	},
	{},
)

_messages contains verdict.message if some verdict in testing.verdicts(one_subnet_of_each_zone)

test_fails_in_one_zone if {
	zone := "${AWS::AvailabilityZones.0}"
	_messages == {"B lies in the same zone as A"} with input as _stack([zone, zone])
}

test_fails_for_load_balancers if {
	testing.statuses(one_subnet_of_each_zone) == {"Balancer": "fail"} with input as testing.stack(
		{
			"A": _subnet("a"),
			"B": _subnet("b"),
			"C": _subnet("b"),
			"Balancer": {
				"type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
				"properties": {"Subnets": [testing.ref(name, "Ref") | some name in ["A", "B", "C"]]},
			},
		},
		{},
	)
}

test_passes_in_several if {
	testing.statuses(one_subnet_of_each_zone) == {"Endpoint": "pass"} with input as _stack(["a", "b"])
}

test_unknown_when_a_zone_is_open if {
	testing.statuses(one_subnet_of_each_zone) == {"Endpoint": "unknown"} with input as _stack([
		"a",
		testing.unknown("parameter X has no default"),
	])
}

test_leaves_out_a_single_subnet if {
	testing.statuses(one_subnet_of_each_zone) == {} with input as testing.stack(
		{"Endpoint": {"type": "AWS::EC2::VPCEndpoint", "properties": {"SubnetIds": ["subnet-1"]}}},
		{},
	)
}
