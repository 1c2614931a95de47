package stackgrade.rules.ec2.nat_in_public_subnet_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.nat_in_public_subnet

test_fails_without_an_address if {
	testing.statuses(nat_in_public_subnet) == {"Nat": "fail"} with input as testing.stack(
		{"Nat": {"type": "AWS::EC2::NatGateway", "properties": {"SubnetId": "subnet-1"}}},
		{},
	)
}

test_fails_in_a_private_subnet if {
	testing.statuses(nat_in_public_subnet) == {"Nat": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"AllocationId": "eip", "SubnetId": testing.ref("A", "Ref")},
			},
		},
		{},
	)
}

test_passes_where_the_main_table_leads_out if {
	testing.statuses(nat_in_public_subnet) == {"Nat": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"AllocationId": "eip", "SubnetId": testing.ref("A", "Ref")},
			},
			"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Vpc", "MainRouteTableId"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"GatewayId": testing.ref("Gateway", "Ref"),
				},
			},
		},
		{},
	)
}

test_leaves_subnets_of_the_default_network_to_the_account if {
	testing.statuses(nat_in_public_subnet) == {"Nat": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "source_type": "aws_default_vpc", "properties": {}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"AllocationId": "eip", "SubnetId": testing.ref("A", "Ref")},
			},
		},
		{},
	)
}

test_passes_in_a_public_subnet if {
	testing.statuses(nat_in_public_subnet) == {"Nat": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
			"X": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
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
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"AllocationId": "eip", "SubnetId": testing.ref("A", "Ref")},
			},
		},
		{},
	)
}

test_unknown_when_a_route_is_open if {
	testing.statuses(nat_in_public_subnet) == {"Nat": "unknown"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
			"X": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"GatewayId": testing.unknown("parameter X has no default"),
				},
			},
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"AllocationId": "eip", "SubnetId": testing.ref("A", "Ref")},
			},
		},
		{},
	)
}

test_leaves_out_private_gateways if {
	testing.statuses(nat_in_public_subnet) == {} with input as testing.stack(
		{"Nat": {"type": "AWS::EC2::NatGateway", "properties": {"ConnectivityType": "private"}}},
		{},
	)
}

test_leaves_out_regional_gateways if {
	testing.statuses(nat_in_public_subnet) == {} with input as testing.stack(
		{
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"AvailabilityMode": "regional", "VpcId": "vpc-1"},
			},
		},
		{},
	)
}

test_passes_where_another_stack_decides_the_routes if {
	testing.statuses(nat_in_public_subnet) == {"Nat": "pass"} with input as testing.stack(
		{
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": "vpc-1"}},
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {"AllocationId": "eipalloc-1", "SubnetId": testing.ref("A", "Ref")},
			},
		},
		{},
	)
}

test_unknown_when_the_subnet_is_open if {
	testing.statuses(nat_in_public_subnet) == {"Nat": "unknown"} with input as testing.stack(
		{
			"Nat": {
				"type": "AWS::EC2::NatGateway",
				"properties": {
					"AllocationId": "eipalloc-1",
					"SubnetId": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}
