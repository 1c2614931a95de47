package stackgrade.rules.rds.subnets_are_private_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.subnets_are_private

test_fails_for_a_public_subnet if {
	testing.statuses(subnets_are_private) == {"Group": "fail"} with input as testing.stack(
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
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref")]},
			},
		},
		{},
	)
}

test_passes_for_private_subnets if {
	testing.statuses(subnets_are_private) == {"Group": "pass"} with input as testing.stack(
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
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref")]},
			},
		},
		{},
	)
}

test_unknown_when_a_route_is_open if {
	testing.statuses(subnets_are_private) == {"Group": "unknown"} with input as testing.stack(
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
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref")]},
			},
		},
		{},
	)
}

test_leaves_out_subnets_of_other_stacks if {
	testing.statuses(subnets_are_private) == {} with input as testing.stack(
		{
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": ["subnet-1"]},
			},
		},
		{},
	)
}

test_fails_for_a_public_subnet_beside_one_of_another_stack if {
	testing.statuses(subnets_are_private) == {"Group": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"GatewayId": testing.ref("Gateway", "Ref"),
				},
			},
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": ["subnet-1", testing.ref("A", "Ref")]},
			},
		},
		{},
	)
}

test_fails_whatever_other_routes_are_open if {
	testing.statuses(subnets_are_private) == {"Group": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"GatewayId": testing.ref("Gateway", "Ref"),
				},
			},
			"Other": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Other", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"GatewayId": testing.unknown("parameter X has no default"),
				},
			},
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref")]},
			},
		},
		{},
	)
}

test_leaves_out_a_group_that_is_partly_elsewhere if {
	testing.statuses(subnets_are_private) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": ["subnet-1", testing.ref("A", "Ref")]},
			},
		},
		{},
	)
}
