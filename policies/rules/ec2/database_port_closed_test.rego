package stackgrade.rules.ec2.database_port_closed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.database_port_closed

test_fails_for_the_world if {
	testing.statuses(database_port_closed) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 5432,
							"ToPort": 5432,
							"CidrIp": "0.0.0.0/0",
						},
					],
				},
			},
		},
		{},
	)
}

test_fails_for_all_protocols if {
	testing.statuses(database_port_closed) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroupIngress",
				"properties": {"IpProtocol": "-1", "CidrIpv6": "::/0"},
			},
		},
		{},
	)
}

test_passes_for_a_network if {
	testing.statuses(database_port_closed) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 5432,
							"ToPort": 5432,
							"CidrIp": "10.0.0.0/16",
						},
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
	testing.statuses(database_port_closed) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 5432,
							"ToPort": 5432,
							"CidrIp": testing.unknown("parameter X has no default"),
						},
					],
				},
			},
		},
		{},
	)
}

test_a_rule_beside_it_does_not_matter if {
	testing.statuses(database_port_closed) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 5432,
							"ToPort": 5432,
							"CidrIp": testing.unknown("parameter X has no default"),
						},
						{
							"IpProtocol": "tcp",
							"FromPort": 3306,
							"ToPort": 3306,
							"CidrIp": "0.0.0.0/0",
						},
					],
				},
			},
		},
		{},
	)
}
