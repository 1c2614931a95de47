package stackgrade.rules.ec2.database_from_security_group_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.database_from_security_group

test_fails_for_a_range_wider_than_a_vpc if {
	testing.statuses(database_from_security_group) == {"Db": "fail", "Rule": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.0.0.0/8"},
					],
				},
			},
			"Rule": {
				"type": "AWS::EC2::SecurityGroupIngress",
				"properties": {
					"IpProtocol": "tcp",
					"FromPort": 3306,
					"ToPort": 3306,
					"CidrIp": "172.16.0.0/12",
				},
			},
		},
		{},
	)
}

test_passes_for_a_network_and_for_a_group if {
	testing.statuses(database_from_security_group) == {"Db": "pass", "Cache": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.0.0.0/16"},
					],
				},
			},
			"Cache": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 6379,
							"ToPort": 6379,
							"SourceSecurityGroupId": "sg-1",
						},
					],
				},
			},
		},
		{},
	)
}

test_leaves_the_whole_internet_to_another_rule if {
	testing.statuses(database_from_security_group) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "0.0.0.0/0"},
					],
				},
			},
		},
		{},
	)
}

test_unknown_when_the_range_is_open if {
	testing.statuses(database_from_security_group) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
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

test_passes_for_other_ports if {
	testing.statuses(database_from_security_group) == {"Web": "pass"} with input as testing.stack(
		{
			"Web": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"},
					],
				},
			},
		},
		{},
	)
}
