package stackgrade.rules.eks.pods_lie_in_private_subnets_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.eks.pods_lie_in_private_subnets

_stack(gateway) := testing.stack(
	{
		"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": "vpc-1"}},
		"Association": {
			"type": "AWS::EC2::SubnetRouteTableAssociation",
			"properties": {"SubnetId": testing.ref("A", "Ref"), "RouteTableId": testing.ref("Table", "Ref")},
		},
		"Table": {"type": "AWS::EC2::RouteTable"},
		"Route": {
			"type": "AWS::EC2::Route",
			"properties": object.union({"RouteTableId": testing.ref("Table", "Ref")}, gateway),
		},
		"Profile": {
			"type": "AWS::EKS::FargateProfile",
			"properties": {"Subnets": ["subnet-1", testing.ref("A", "Ref")]},
		},
	},
	{},
)

test_fails_in_a_public_subnet if {
	{[verdict.status, verdict.attribute] | some verdict in testing.verdicts(pods_lie_in_private_subnets)} == {[
		"fail",
		"Subnets[1]",
	]} with input as _stack({"GatewayId": "igw-1"})
}

test_passes_in_a_private_one if {
	testing.statuses(pods_lie_in_private_subnets) == {"Profile": "pass"} with input as _stack({"NatGatewayId": "nat-1"})
}

test_unknown_when_a_route_is_open if {
	testing.statuses(pods_lie_in_private_subnets) == {"Profile": "unknown"} with input as _stack({
		"GatewayId": testing.unknown("parameter X has no default"),
	})
}
