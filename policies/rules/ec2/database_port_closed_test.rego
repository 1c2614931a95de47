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
				"properties": {"IpProtocol": "-1", "CidrIpv6": "0000:0000:0000:0000:0000:0000:0000:0000/0"},
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

test_fails_for_a_range_over_version_6 if {
	testing.statuses(database_port_closed) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": "tcp", "FromPort": 3000, "ToPort": 4000, "CidrIpv6": "::/0"},
					],
				},
			},
		},
		{},
	)
}

test_fails_for_the_number_of_a_protocol if {
	testing.statuses(database_port_closed) == {"Db": "fail", "All": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": 6, "FromPort": 5432, "ToPort": 5432, "CidrIp": "0.0.0.0/0"},
					],
				},
			},
			"All": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {"SecurityGroupIngress": [{"IpProtocol": -1, "CidrIp": "0.0.0.0/0"}]},
			},
		},
		{},
	)
}

test_fails_for_a_rule_outside_of_the_group if {
	testing.statuses(database_port_closed) == {"Rule": "fail"} with input as testing.stack(
		{
			"Rule": {
				"type": "AWS::EC2::SecurityGroupIngress",
				"properties": {"IpProtocol": "tcp", "FromPort": 6379, "ToPort": 6379, "CidrIp": "0.0.0.0/0"},
			},
		},
		{},
	)
}

test_unknown_when_the_port_is_open if {
	testing.statuses(database_port_closed) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": testing.unknown("parameter X has no default"),
							"ToPort": testing.unknown("parameter X has no default"),
							"CidrIp": "0.0.0.0/0",
						},
					],
				},
			},
		},
		{},
	)
}

test_passes_for_other_ports if {
	testing.statuses(database_port_closed) == {"None": "pass", "Ping": "pass", "Web": "pass"} with input as testing.stack(
		{
			"Web": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"},
						{
							"IpProtocol": "tcp",
							"FromPort": 80,
							"ToPort": 80,
							"CidrIp": testing.unknown("parameter X has no default"),
						},
					],
				},
			},
			"Ping": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "CidrIp": "0.0.0.0/0"},
					],
				},
			},
			"None": {"type": "AWS::EC2::SecurityGroup"},
		},
		{},
	)
}

test_unknown_when_a_rule_is_open if {
	testing.statuses(database_port_closed) == {"Db": "unknown", "List": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {"SecurityGroupIngress": [testing.unknown("parameter X has no default")]},
			},
			"List": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {"SecurityGroupIngress": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}
