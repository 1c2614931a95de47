package stackgrade.rules.ec2.internet_gateway_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.internet_gateway

test_fails_without_a_gateway if {
	testing.statuses(internet_gateway) == {"Vpc": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "MapPublicIpOnLaunch": true},
			},
		},
		{},
	)
}

test_fails_without_a_route if {
	testing.statuses(internet_gateway) == {"Vpc": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"SubnetId": testing.ref("A", "Ref")},
			},
			"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"InternetGatewayId": testing.ref("Gateway", "Ref"),
				},
			},
		},
		{},
	)
}

test_passes_with_a_route_of_the_main_table if {
	taken_over := {"default_route_table_id": testing.ref("Vpc", "DefaultRouteTableId")}
	every stack in [
		_with_route({"type": "AWS::EC2::RouteTable", "raw": taken_over}, testing.ref("Table", "Ref")),
		_with_route({"type": "X"}, testing.ref("Vpc", "MainRouteTableId")),
	] {
		testing.statuses(internet_gateway) == {"Vpc": "pass"} with input as stack
	}
}

test_fails_with_a_route_of_another_table if {
	testing.statuses(internet_gateway) == {"Vpc": "fail"} with input as _with_route(
		{"type": "AWS::EC2::RouteTable"},
		testing.ref("Table", "Ref"),
	)
}

_with_route(table, named) := testing.stack(
	{
		"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
		"A": {
			"type": "AWS::EC2::Subnet",
			"properties": {"VpcId": testing.ref("Vpc", "Ref"), "MapPublicIpOnLaunch": true},
		},
		"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
		"Att": {
			"type": "AWS::EC2::VPCGatewayAttachment",
			"properties": {
				"VpcId": testing.ref("Vpc", "Ref"),
				"InternetGatewayId": testing.ref("Gateway", "Ref"),
			},
		},
		"Table": table,
		"Out": {
			"type": "AWS::EC2::Route",
			"properties": {
				"RouteTableId": named,
				"DestinationCidrBlock": "0.0.0.0/0",
				"GatewayId": testing.ref("Gateway", "Ref"),
			},
		},
	},
	{},
)

test_passes_with_both if {
	testing.statuses(internet_gateway) == {"Vpc": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "MapPublicIpOnLaunch": true},
			},
			"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"InternetGatewayId": testing.ref("Gateway", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"GatewayId": testing.ref("Gateway", "Ref"),
				},
			},
		},
		{},
	)
}

test_unknown_when_the_vpc_of_an_attachment_is_open if {
	testing.statuses(internet_gateway) == {"Vpc": "unknown"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "MapPublicIpOnLaunch": true},
			},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {
					"VpcId": testing.unknown("parameter X has no default"),
					"InternetGatewayId": "igw-1",
				},
			},
		},
		{},
	)
}

test_leaves_out_private_networks if {
	testing.statuses(internet_gateway) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
		},
		{},
	)
}

test_fails_when_the_route_is_that_of_another_vpc if {
	testing.statuses(internet_gateway) == {"Vpc": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "MapPublicIpOnLaunch": true},
			},
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"InternetGatewayId": testing.ref("Gateway", "Ref"),
				},
			},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": "vpc-1"}},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"GatewayId": testing.ref("Gateway", "Ref"),
				},
			},
		},
		{},
	)
}
