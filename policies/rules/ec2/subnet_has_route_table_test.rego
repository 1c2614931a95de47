package stackgrade.rules.ec2.subnet_has_route_table_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.subnet_has_route_table

test_fails_without if {
	testing.statuses(subnet_has_route_table) == {"A": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
		},
		{},
	)
}

test_passes_where_a_table_was_made_the_main_one if {
	testing.statuses(subnet_has_route_table) == {"A": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
			"Main": {
				"type": "aws_main_route_table_association",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
		},
		{},
	)
}

test_passes_with if {
	testing.statuses(subnet_has_route_table) == {"A": "pass"} with input as testing.stack(
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
		},
		{},
	)
}

test_unknown_when_the_subnet_of_an_association_is_open if {
	testing.statuses(subnet_has_route_table) == {"A": "unknown"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
			"X": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {"SubnetId": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}

test_leaves_out_stacks_without_tables if {
	testing.statuses(subnet_has_route_table) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
		},
		{},
	)
}

test_leaves_out_the_vpc_of_another_stack if {
	testing.statuses(subnet_has_route_table) == {} with input as testing.stack(
		{
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": "vpc-1"}},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": "vpc-1"}},
		},
		{},
	)
}
