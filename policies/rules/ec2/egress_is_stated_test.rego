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

test_passes_with_a_rule_of_its_own if {
	testing.statuses(egress_is_stated) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {"type": "AWS::EC2::SecurityGroup"},
			"Rule": {
				"type": "AWS::EC2::SecurityGroupEgress",
				"properties": {
					"GroupId": testing.ref("Db", "GroupId"),
					"IpProtocol": "tcp",
					"FromPort": 443,
					"ToPort": 443,
					"CidrIp": "0.0.0.0/0",
				},
			},
		},
		{},
	)
}

test_fails_when_a_rule_of_its_own_allows_everything if {
	testing.statuses(egress_is_stated) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::EC2::SecurityGroup"},
			"Rule": {
				"type": "AWS::EC2::SecurityGroupEgress",
				"properties": {"GroupId": testing.ref("Db", "GroupId"), "IpProtocol": -1, "CidrIpv6": "::/0"},
			},
		},
		{},
	)
}

test_fails_when_it_is_only_the_destination_of_a_rule if {
	testing.statuses(egress_is_stated) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::EC2::SecurityGroup"},
			"Rule": {
				"type": "AWS::EC2::SecurityGroupEgress",
				"properties": {
					"GroupId": "sg-1",
					"DestinationSecurityGroupId": testing.ref("Db", "GroupId"),
					"IpProtocol": "tcp",
				},
			},
		},
		{},
	)
}

test_terraform_lets_nothing_out_unless_told if {
	document := testing.stack({"It": {"type": "AWS::EC2::SecurityGroup", "properties": {}}}, {"format": "terraform"})
	testing.statuses(egress_is_stated) == {"It": "pass"} with input as document
}

_with_member(type, profile) := testing.stack(
	{
		"Group": {"type": "AWS::EC2::SecurityGroup", "properties": {}},
		"Other": {
			"type": "AWS::EC2::SecurityGroup",
			"properties": {"SecurityGroupIngress": [{"SourceSecurityGroupId": testing.ref("Group", "GroupId")}]},
		},
		"Member": {"type": type, "properties": {"Groups": [testing.ref("Group", "GroupId")]}},
	},
	{"profile": profile},
)

test_fails_for_what_runs_code if {
	testing.statuses(egress_is_stated).Group == "fail" with input as _with_member(
		"AWS::Lambda::Function",
		testing.production,
	)
}

test_leaves_out_what_only_answers if {
	some type in ["AWS::RDS::DBInstance", "AWS::ElastiCache::ReplicationGroup", "AWS::EFS::MountTarget"]
	not testing.statuses(egress_is_stated).Group with input as _with_member(type, testing.production)
}

test_a_strict_reviewer_asks_for_all if {
	testing.statuses(egress_is_stated).Group == "fail" with input as _with_member(
		"AWS::RDS::DBInstance",
		testing.opinionated,
	)
}
