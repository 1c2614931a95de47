package stackgrade.rules.ec2.egress_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.egress_is_stated

test_fails_without if {
	testing.statuses(egress_is_stated) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::EC2::SecurityGroup", "properties": {}}},
		{},
	)
}

test_fails_for_everything if {
	testing.statuses(egress_is_stated) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupEgress": [
						{
							"IpProtocol": "-1",
							"CidrIp": "0.0.0.0/0",
						},
					],
				},
			},
		},
		{},
	)
}

test_passes_for_less if {
	testing.statuses(egress_is_stated) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupEgress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 443,
							"ToPort": 443,
							"CidrIp": "0.0.0.0/0",
						},
					],
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(egress_is_stated) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupEgress": [
						{
							"IpProtocol": "-1",
							"CidrIp": testing.unknown("parameter X has no default"),
						},
					],
				},
			},
		},
		{},
	)
}
