package stackgrade.rules.ec2.subnet_ranges_fit_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.subnet_ranges_fit

test_fails_outside if {
	testing.statuses(subnet_ranges_fit) == {"A": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "CidrBlock": "10.1.0.0/24"},
			},
		},
		{},
	)
}

test_fails_when_they_overlap if {
	testing.statuses(subnet_ranges_fit) == {"A": "pass", "B": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "CidrBlock": "10.0.0.0/23"},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "CidrBlock": "10.0.1.0/24"},
			},
		},
		{},
	)
}

test_passes_side_by_side if {
	testing.statuses(subnet_ranges_fit) == {"A": "pass", "B": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "CidrBlock": "10.0.0.0/24"},
			},
			"B": {
				"type": "AWS::EC2::Subnet",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "CidrBlock": "10.0.1.0/24"},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(subnet_ranges_fit) == {"A": "unknown"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"CidrBlock": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}
