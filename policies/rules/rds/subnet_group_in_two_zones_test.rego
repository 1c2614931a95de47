package stackgrade.rules.rds.subnet_group_in_two_zones_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.subnet_group_in_two_zones

test_fails_in_one_zone if {
	testing.statuses(subnet_group_in_two_zones) == {"Group": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "a"},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "a"},
			},
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {
					"SubnetIds": [
						testing.ref("A", "Ref"),
						testing.ref("B", "Ref"),
					],
				},
			},
		},
		{},
	)
}

test_fails_for_one_subnet if {
	testing.statuses(subnet_group_in_two_zones) == {"Group": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref")]},
			},
		},
		{},
	)
}

test_leaves_out_outposts_and_local_zones if {
	every properties in [
		{"AvailabilityZone": "eu-west-1a", "OutpostArn": "arn:aws:outposts:eu-west-1:123456789012:outpost/op-1"},
		{"AvailabilityZone": "us-west-2-lax-1a"},
	] {
		testing.statuses(subnet_group_in_two_zones) == {} with input as testing.stack(
			{
				"A": {"type": "AWS::EC2::Subnet", "properties": properties},
				"Group": {
					"type": "AWS::RDS::DBSubnetGroup",
					"properties": {"SubnetIds": [testing.ref("A", "Ref")]},
				},
			},
			{},
		)
	}
}

test_passes_in_two if {
	testing.statuses(subnet_group_in_two_zones) == {"Group": "pass"} with input as testing.stack(
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
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {
					"SubnetIds": [
						testing.ref("A", "Ref"),
						testing.ref("B", "Ref"),
					],
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(subnet_group_in_two_zones) == {"Group": "unknown"} with input as testing.stack(
		{
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}

test_unknown_when_the_zones_are_open if {
	testing.statuses(subnet_group_in_two_zones) == {"Group": "unknown"} with input as testing.stack(
		{
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
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref"), testing.ref("B", "Ref")]},
			},
		},
		{},
	)
}

test_passes_when_aws_chooses if {
	testing.statuses(subnet_group_in_two_zones) == {"Group": "pass"} with input as testing.stack(
		{
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"B": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref"), testing.ref("B", "Ref")]},
			},
		},
		{},
	)
}

test_fails_for_the_same_subnet_twice if {
	testing.statuses(subnet_group_in_two_zones) == {"Group": "fail"} with input as testing.stack(
		{
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref"), testing.ref("A", "Ref")]},
			},
		},
		{},
	)
}

test_passes_beside_a_subnet_of_another_stack if {
	testing.statuses(subnet_group_in_two_zones) == {"Group": "pass"} with input as testing.stack(
		{
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "AvailabilityZone": "a"},
			},
			"Group": {
				"type": "AWS::RDS::DBSubnetGroup",
				"properties": {"SubnetIds": [testing.ref("A", "Ref"), "subnet-1"]},
			},
		},
		{},
	)
}

test_fails_for_document_and_graph_databases if {
	every type in ["AWS::DocDB::DBSubnetGroup", "AWS::Neptune::DBSubnetGroup"] {
		testing.statuses(subnet_group_in_two_zones) == {"Group": "fail"} with input as testing.stack(
			{"Group": {"type": type, "properties": {"SubnetIds": ["subnet-1"]}}},
			{},
		)
	}
}
