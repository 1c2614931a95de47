package stackgrade.rules.efs.mount_targets_are_private_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.mount_targets_are_private

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

_resources(gateway, subnet) := object.union(
	_network(gateway),
	{"Target": {"type": "AWS::EFS::MountTarget", "properties": {"SubnetId": subnet}}},
)

test_fails_in_a_public_subnet if {
	testing.statuses(mount_targets_are_private) == {"Target": "fail"} with input as testing.stack(
		_resources(testing.ref("Gateway", "Ref"), testing.ref("A", "Ref")),
		{},
	)
}

test_passes_in_a_private_subnet if {
	testing.statuses(mount_targets_are_private) == {"Target": "pass"} with input as testing.stack(
		_resources("nat-1", testing.ref("A", "Ref")),
		{},
	)
}

test_unknown_when_a_route_is_open if {
	testing.statuses(mount_targets_are_private) == {"Target": "unknown"} with input as testing.stack(
		_resources(testing.unknown("parameter X has no default"), testing.ref("A", "Ref")),
		{},
	)
}

test_leaves_out_subnets_of_other_stacks if {
	testing.statuses(mount_targets_are_private) == {} with input as testing.stack(
		_resources(testing.ref("Gateway", "Ref"), "subnet-1"),
		{},
	)
}
