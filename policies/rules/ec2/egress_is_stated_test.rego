package stackgrade.rules.ec2.egress_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.egress_is_stated

# Something that runs code is in the group.
_stack(resources) := testing.stack(
	object.union(resources, {"Function": {
		"type": "AWS::Lambda::Function",
		"properties": {"VpcConfig": {"SecurityGroupIds": [testing.ref(address, "GroupId") |
			some address in ["Db", "It"]
			resources[address]
		]}},
	}}),
	{},
)

test_fails_without if {
	testing.statuses(egress_is_stated) == {"It": "fail"} with input as _stack({"It": {
		"type": "AWS::EC2::SecurityGroup",
		"properties": {},
	}})
}

test_fails_for_everything if {
	testing.statuses(egress_is_stated) == {"It": "fail"} with input as _stack({
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
	})
}

test_passes_for_less if {
	testing.statuses(egress_is_stated) == {"It": "pass"} with input as _stack({
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
	})
}

test_unknown_when_open if {
	testing.statuses(egress_is_stated) == {"It": "unknown"} with input as _stack({
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
	})
}

test_passes_with_a_rule_of_its_own if {
	testing.statuses(egress_is_stated) == {"Db": "pass"} with input as _stack({
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
	})
}

test_fails_when_a_rule_of_its_own_allows_everything if {
	testing.statuses(egress_is_stated) == {"Db": "fail"} with input as _stack({
		"Db": {"type": "AWS::EC2::SecurityGroup"},
		"Rule": {
			"type": "AWS::EC2::SecurityGroupEgress",
			"properties": {"GroupId": testing.ref("Db", "GroupId"), "IpProtocol": -1, "CidrIpv6": "::/0"},
		},
	})
}

test_fails_when_it_is_only_the_destination_of_a_rule if {
	testing.statuses(egress_is_stated) == {"Db": "fail"} with input as _stack({
		"Db": {"type": "AWS::EC2::SecurityGroup"},
		"Rule": {
			"type": "AWS::EC2::SecurityGroupEgress",
			"properties": {
				"GroupId": "sg-1",
				"DestinationSecurityGroupId": testing.ref("Db", "GroupId"),
				"IpProtocol": "tcp",
			},
		},
	})
}

test_terraform_lets_nothing_out_unless_told if {
	document := _stack({"It": {"type": "AWS::EC2::SecurityGroup", "properties": {}}})
	testing.statuses(egress_is_stated) == {"It": "pass"} with input as object.union(document, {"format": "terraform"})
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
	every type in ["AWS::RDS::DBInstance", "AWS::ElastiCache::ReplicationGroup", "AWS::EFS::MountTarget"] {
		testing.statuses(egress_is_stated) == {} with input as _with_member(type, testing.production)
	}
}

test_a_strict_reviewer_asks_for_all if {
	testing.statuses(egress_is_stated).Group == "fail" with input as _with_member(
		"AWS::RDS::DBInstance",
		testing.opinionated,
	)
}

_group(ports) := {"type": "AWS::EC2::SecurityGroup", "properties": {"SecurityGroupIngress": [
{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "CidrIp": "10.0.0.0/16"} | some port in ports]}}

_handed_on := {"GroupId": {"value": testing.ref("Group", "GroupId")}}

test_leaves_out_a_group_that_nobody_is_in if {
	testing.statuses(egress_is_stated) == {} with input as testing.stack({"Group": _group([443])}, {})
	testing.statuses(egress_is_stated) == {} with input as testing.reviewed({"Group": _group([443])}, {})
}

test_a_group_may_be_for_members_of_other_stacks if {
	every profile in [testing.production, testing.disposable] {
		testing.statuses(egress_is_stated) == {"Group": "fail"} with input as testing.stack(
			{"Group": _group([443, 3306])},
			{"outputs": _handed_on, "profile": profile},
		)
	}
}

test_leaves_out_a_group_for_databases_of_other_stacks if {
	resources := {"Group": _group([3306, 5432])}
	more := {"outputs": _handed_on}
	testing.statuses(egress_is_stated) == {} with input as testing.stack(resources, more)
	testing.statuses(egress_is_stated) == {"Group": "fail"} with input as testing.reviewed(resources, more)
}

test_a_rule_of_its_own_may_say_that_a_group_is_for_databases if {
	testing.statuses(egress_is_stated) == {} with input as testing.stack(
		{
			"Group": _group([]),
			"Rule": {"type": "AWS::EC2::SecurityGroupIngress", "properties": {
				"GroupId": testing.ref("Group", "GroupId"),
				"IpProtocol": "tcp",
				"FromPort": 5432,
				"ToPort": 5432,
				"CidrIp": "10.0.0.0/16",
			}},
		},
		{"outputs": _handed_on},
	)
}
