package stackgrade.rules.ec2.subnets_in_two_zones_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.subnets_in_two_zones

test_fails_in_one_zone if {
	testing.statuses(subnets_in_two_zones) == {"Vpc": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": "eu-west-1a",
				},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": "eu-west-1a",
				},
			},
		},
		{},
	)
}

test_passes_in_two if {
	testing.statuses(subnets_in_two_zones) == {"Vpc": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": "${AWS::AvailabilityZones.0}",
				},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": "${AWS::AvailabilityZones.1}",
				},
			},
		},
		{},
	)
}

test_passes_when_aws_chooses if {
	testing.statuses(subnets_in_two_zones) == {"Vpc": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"B": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(subnets_in_two_zones) == {"Vpc": "unknown"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_does_not_apply_to_one_zone if {
	testing.statuses(subnets_in_two_zones) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": "eu-west-1a",
				},
			},
		},
		{"profile": testing.disposable},
	)
}

test_passes_in_two_zones_beside_an_open_one if {
	testing.statuses(subnets_in_two_zones) == {"Vpc": "pass"} with input as testing.stack(
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
			"C": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_unknown_when_two_are_open if {
	testing.statuses(subnets_in_two_zones) == {"Vpc": "unknown"} with input as testing.stack(
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
					"AvailabilityZone": testing.unknown("parameter Y has no default"),
				},
			},
		},
		{},
	)
}

test_fails_for_a_single_subnet if {
	testing.statuses(subnets_in_two_zones) == {"Vpc": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
		},
		{},
	)
}
