package stackgrade.rules.ec2.admin_port_closed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.admin_port_closed

test_fails_for_the_world if {
	testing.statuses(admin_port_closed) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 22,
							"ToPort": 22,
							"CidrIp": "0.0.0.0/0",
						},
					],
				},
			},
		},
		{},
	)
}

test_passes_for_an_office if {
	testing.statuses(admin_port_closed) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 22,
							"ToPort": 22,
							"CidrIp": "192.0.2.0/24",
						},
					],
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(admin_port_closed) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"IpProtocol": "tcp",
							"FromPort": 22,
							"ToPort": 22,
							"CidrIp": testing.unknown("parameter X has no default"),
						},
					],
				},
			},
		},
		{},
	)
}

test_says_once_what_is_open if {
	messages := {verdict.message | some verdict in testing.verdicts(admin_port_closed)} with input as testing.stack(
		{
			"All": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {"SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}]},
			},
		},
		{},
	)
	messages == {"open to everyone: Remote Desktop, SSH"}
}

test_passes_for_other_ports if {
	testing.statuses(admin_port_closed) == {"Web": "pass"} with input as testing.stack(
		{
			"Web": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"},
					],
				},
			},
		},
		{},
	)
}
