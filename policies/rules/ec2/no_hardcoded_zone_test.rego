package stackgrade.rules.ec2.no_hardcoded_zone_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.no_hardcoded_zone

test_fails_for_a_name if {
	testing.statuses(no_hardcoded_zone) == {"A": "fail"} with input as testing.stack(
		{
			"A": {
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

test_passes_for_a_choice if {
	testing.statuses(no_hardcoded_zone) == {"A": "pass"} with input as testing.stack(
		{
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": "${AWS::AvailabilityZones.0}",
				},
			},
		},
		{},
	)
}

test_fails_for_the_zones_of_a_written_region if {
	subnet := {"type": "AWS::EC2::Subnet", "properties": {"AvailabilityZone": "${AWS::AvailabilityZones.eu-west-1.0}"}}
	testing.statuses(no_hardcoded_zone) == {"A": "fail"} with input as testing.stack({"A": subnet}, {})
	testing.statuses(no_hardcoded_zone) == {"A": "pass"} with input as testing.stack(
		{"A": subnet},
		{"profile": object.union(testing.production, {"region": "eu-west-1"})},
	)
}

test_passes_for_a_region if {
	testing.statuses(no_hardcoded_zone) == {"A": "pass"} with input as testing.stack(
		{
			"A": {
				"type": "AWS::EC2::Subnet",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"AvailabilityZone": "${AWS::Region}a",
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(no_hardcoded_zone) == {"A": "unknown"} with input as testing.stack(
		{
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

test_leaves_out_what_aws_chooses if {
	testing.statuses(no_hardcoded_zone) == {} with input as testing.stack(
		{"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}}},
		{},
	)
}

test_passes_for_the_default_of_a_parameter if {
	testing.statuses(no_hardcoded_zone) == {"A": "pass"} with input as testing.stack(
		{"A": {
			"type": "AWS::EC2::Subnet",
			"properties": {"AvailabilityZone": "eu-west-1a"},
			"attributes": {"AvailabilityZone": {"parameters": ["Zones"]}},
		}},
		{"parameters": {"Zones": {"type": "List<AWS::EC2::AvailabilityZone::Name>"}}},
	)
}

test_leaves_out_what_cdk_wrote if {
	testing.statuses(no_hardcoded_zone) == {} with input as testing.stack(
		{"SubnetA0A4FCBEC": {"type": "AWS::EC2::Subnet", "properties": {"AvailabilityZone": "eu-west-1a"}}},
		{},
	)
}
