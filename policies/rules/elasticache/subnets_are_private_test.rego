package stackgrade.rules.elasticache.subnets_are_private_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.subnets_are_private

_network(gateway) := {
	"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
	"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
	"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
	"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
	"ATable": {
		"type": "AWS::EC2::SubnetRouteTableAssociation",
		"properties": {"SubnetId": testing.ref("A", "Ref"), "RouteTableId": testing.ref("Table", "Ref")},
	},
	"Out": {
		"type": "AWS::EC2::Route",
		"properties": {
			"RouteTableId": testing.ref("Table", "Ref"),
			"DestinationCidrBlock": "0.0.0.0/0",
			"GatewayId": gateway,
		},
	},
}

_caches(subnets) := {
	"Carts": {"type": "AWS::ElastiCache::ServerlessCache", "properties": {"SubnetIds": subnets}},
	"Group": {"type": "AWS::ElastiCache::SubnetGroup", "properties": {"SubnetIds": subnets}},
}

_resources(gateway, subnets) := object.union(_network(gateway), _caches(subnets))

test_fails_for_a_public_subnet if {
	expected := {"Carts": "fail", "Group": "fail"}
	testing.statuses(subnets_are_private) == expected with input as testing.stack(
		_resources(testing.ref("Gateway", "Ref"), [testing.ref("A", "Ref")]),
		{},
	)
	testing.statuses(subnets_are_private) == expected with input as testing.stack(
		_resources(testing.ref("Gateway", "Ref"), ["subnet-1", testing.ref("A", "Ref")]),
		{},
	)
}

test_passes_for_private_subnets if {
	testing.statuses(subnets_are_private) == {"Carts": "pass", "Group": "pass"} with input as testing.stack(
		_resources("nat-1", [testing.ref("A", "Ref")]),
		{},
	)
}

test_unknown_when_a_route_is_open if {
	testing.statuses(subnets_are_private) == {
		"Carts": "unknown",
		"Group": "unknown",
	} with input as testing.stack(
		_resources(testing.unknown("parameter X has no default"), [testing.ref("A", "Ref")]),
		{},
	)
}

test_leaves_out_subnets_of_other_stacks if {
	testing.statuses(subnets_are_private) == {} with input as testing.stack(
		_resources(testing.ref("Gateway", "Ref"), ["subnet-1"]),
		{},
	)
	testing.statuses(subnets_are_private) == {} with input as testing.stack(
		_resources("nat-1", ["subnet-1", testing.ref("A", "Ref")]),
		{},
	)
}
