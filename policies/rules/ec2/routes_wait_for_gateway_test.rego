package stackgrade.rules.ec2.routes_wait_for_gateway_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.routes_wait_for_gateway

test_fails_when_nothing_orders_them if {
	testing.statuses(routes_wait_for_gateway) == {"Out": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
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

test_passes_with_depends_on if {
	testing.statuses(routes_wait_for_gateway) == {"Out": "pass"} with input as testing.stack(
		{
			"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {"InternetGatewayId": testing.ref("Gateway", "Ref")},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"depends_on": ["Att"],
				"properties": {"GatewayId": testing.ref("Gateway", "Ref")},
			},
		},
		{},
	)
}

test_leaves_out_other_routes if {
	testing.statuses(routes_wait_for_gateway) == {} with input as testing.stack(
		{
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": "nat-1",
				},
			},
		},
		{},
	)
}

test_fails_for_a_nat_gateway if {
	testing.statuses(routes_wait_for_gateway) == {"Nat": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"InternetGatewayId": testing.ref("Gateway", "Ref"),
				},
			},
			"Nat": {"type": "AWS::EC2::NatGateway", "properties": {"SubnetId": testing.ref("A", "Ref")}},
		},
		{},
	)
}

test_passes_when_the_address_of_a_nat_gateway_waits if {
	testing.statuses(routes_wait_for_gateway) == {"Nat": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"InternetGatewayId": testing.ref("Gateway", "Ref"),
				},
			},
			"Address": {"type": "AWS::EC2::EIP", "depends_on": ["Att"]},
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"AllocationId": testing.ref("Address", "AllocationId"),
				},
			},
		},
		{},
	)
}

test_leaves_out_private_nat_gateways if {
	testing.statuses(routes_wait_for_gateway) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"InternetGatewayId": testing.ref("Gateway", "Ref"),
				},
			},
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"SubnetId": testing.ref("A", "Ref"), "ConnectivityType": "private"},
			},
		},
		{},
	)
}

test_leaves_out_what_is_attached_already if {
	testing.statuses(routes_wait_for_gateway) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Nat": {"type": "AWS::EC2::NatGateway", "properties": {"SubnetId": testing.ref("A", "Ref")}},
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"GatewayId": "igw-1",
				},
			},
		},
		{},
	)
}

test_knows_a_gateway_by_its_attribute if {
	testing.statuses(routes_wait_for_gateway) == {"Out": "fail"} with input as testing.stack(
		{
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Att": {
				"type": "AWS::EC2::VPCGatewayAttachment",
				"properties": {"InternetGatewayId": testing.ref("Gateway", "InternetGatewayId")},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {"GatewayId": testing.ref("Gateway", "Ref")},
			},
		},
		{},
	)
}

test_fails_for_the_address_of_an_instance if {
	every properties in [
		{"AllocationId": testing.ref("Address", "AllocationId"), "InstanceId": testing.ref("Server", "Ref")},
		{"EIP": "192.0.2.1", "InstanceId": testing.ref("Server", "InstanceId")},
	] {
		testing.statuses(routes_wait_for_gateway) == {"Association": "fail"} with input as testing.stack(
			{
				"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
				"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
				"Gateway": {"type": "AWS::EC2::InternetGateway"},
				"Att": {
					"type": "AWS::EC2::VPCGatewayAttachment",
					"properties": {
						"VpcId": testing.ref("Vpc", "Ref"),
						"InternetGatewayId": testing.ref("Gateway", "Ref"),
					},
				},
				"Server": {"type": "AWS::EC2::Instance", "properties": {"SubnetId": testing.ref("A", "Ref")}},
				"Address": {"type": "AWS::EC2::EIP"},
				"Association": {"type": "AWS::EC2::EIPAssociation", "properties": properties},
			},
			{},
		)
	}
}
