package stackgrade.rules.ec2.peers_do_not_overlap_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.peers_do_not_overlap

_vpc(range) := {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": range}}

_peering(one, other) := testing.stack(
	{
		"Shop": _vpc(one),
		"Data": _vpc(other),
		"Peering": {
			"type": "AWS::EC2::VPCPeeringConnection",
			"properties": {"VpcId": testing.ref("Shop", "Ref"), "PeerVpcId": testing.ref("Data", "Ref")},
		},
	},
	{},
)

test_fails_when_they_overlap if {
	testing.statuses(peers_do_not_overlap) == {"Peering": "fail"} with input as _peering("10.0.0.0/16", "10.0.0.0/16")
	testing.statuses(peers_do_not_overlap) == {"Peering": "fail"} with input as _peering("10.0.0.0/8", "10.1.0.0/16")
}

test_passes_when_they_differ if {
	testing.statuses(peers_do_not_overlap) == {"Peering": "pass"} with input as _peering("10.0.0.0/16", "10.1.0.0/16")
}

test_unknown_when_a_range_is if {
	range := testing.unknown("parameter VpcCidr has no default")
	testing.statuses(peers_do_not_overlap) == {"Peering": "unknown"} with input as _peering("10.0.0.0/16", range)
}

test_leaves_out_networks_of_others if {
	testing.statuses(peers_do_not_overlap) == {} with input as testing.stack(
		{"Peering": {"type": "AWS::EC2::VPCPeeringConnection", "properties": {"PeerVpcId": "vpc-0b27d1f0"}}},
		{},
	)
}
