package stackgrade.rules.ec2.nat_per_zone_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.nat_per_zone

test_fails_when_shared if {
	testing.statuses(nat_per_zone) == {"Nat": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "a"},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "b"},
			},
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
			"Y": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("B", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat", "Ref"),
				},
			},
			"Nat": {"type": "AWS::EC2::NatGateway", "properties": {}},
		},
		{},
	)
}

test_passes_with_two if {
	testing.statuses(nat_per_zone) == {"Nat": "pass", "Nat2": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "a"},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "b"},
			},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
			"Table2": {
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
			"Y": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("B", "Ref"),
					"RouteTableId": testing.ref("Table2", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat", "Ref"),
				},
			},
			"Out2": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table2", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat2", "Ref"),
				},
			},
			"Nat": {"type": "AWS::EC2::NatGateway", "properties": {}},
			"Nat2": {"type": "AWS::EC2::NatGateway", "properties": {}},
		},
		{},
	)
}

test_unknown_when_the_zones_are_open if {
	testing.statuses(nat_per_zone) == {"Nat": "unknown"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": testing.unknown("parameter X has no default"),
				},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "b"},
			},
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
			"Y": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("B", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat", "Ref"),
				},
			},
			"Nat": {"type": "AWS::EC2::NatGateway", "properties": {}},
		},
		{},
	)
}

test_does_not_apply_to_one_zone if {
	testing.statuses(nat_per_zone) == {} with input as testing.stack(
		{"Nat": {"type": "AWS::EC2::NatGateway", "properties": {}}},
		{"profile": testing.disposable},
	)
}

test_fails_when_a_second_gateway_serves_nobody if {
	testing.statuses(nat_per_zone) == {"Nat": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "a"},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "b"},
			},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"BTable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("B", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat", "Ref"),
				},
			},
			"Nat": {"type": "AWS::EC2::NatGateway"},
			"Idle": {"type": "AWS::EC2::NatGateway"},
		},
		{},
	)
}

test_fails_when_a_second_gateway_serves_another_vpc if {
	testing.statuses(nat_per_zone) == {"Nat": "fail", "Nat2": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "a"},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "b"},
			},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"BTable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("B", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat", "Ref"),
				},
			},
			"Nat": {"type": "AWS::EC2::NatGateway"},
			"Nat2": {"type": "AWS::EC2::NatGateway"},
			"C": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": "vpc-1", "AvailabilityZone": "a"}},
			"Table2": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": "vpc-1"}},
			"CTable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("C", "Ref"),
					"RouteTableId": testing.ref("Table2", "Ref"),
				},
			},
			"Out2": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table2", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat2", "Ref"),
				},
			},
		},
		{},
	)
}

test_passes_with_two_when_the_zones_are_open if {
	testing.statuses(nat_per_zone) == {"Nat": "pass", "Nat2": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": testing.unknown("parameter X has no default"),
				},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": testing.unknown("parameter X has no default"),
				},
			},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table2": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"BTable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("B", "Ref"),
					"RouteTableId": testing.ref("Table2", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat", "Ref"),
				},
			},
			"Out2": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table2", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat2", "Ref"),
				},
			},
			"Nat": {"type": "AWS::EC2::NatGateway"},
			"Nat2": {"type": "AWS::EC2::NatGateway"},
		},
		{},
	)
}

test_leaves_out_regional_gateways if {
	testing.statuses(nat_per_zone) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "a"},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "b"},
			},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"BTable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("B", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": testing.ref("Nat", "Ref"),
				},
			},
			"Nat": {"type": "AWS::EC2::NatGateway", "properties": {"AvailabilityMode": "regional"}},
		},
		{},
	)
}
