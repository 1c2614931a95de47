package stackgrade.rules.ec2.tiers_have_their_own_groups_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.tiers_have_their_own_groups

_group(name) := [testing.ref(name, "GroupId")]

_stack(web, host, database) := testing.stack(
	{
		"One": {"type": "AWS::EC2::SecurityGroup"},
		"Two": {"type": "AWS::EC2::SecurityGroup"},
		"Three": {"type": "AWS::EC2::SecurityGroup"},
		"Web": {
			"type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
			"properties": {"SecurityGroups": _group(web)},
		},
		"Host": {"type": "AWS::EC2::Instance", "properties": {"SecurityGroupIds": _group(host)}},
		"Db": {"type": "AWS::RDS::DBInstance", "properties": {"VPCSecurityGroups": _group(database)}},
	},
	{},
)

test_fails_for_a_group_of_two_tiers if {
	testing.statuses(tiers_have_their_own_groups) == {"One": "fail"} with input as _stack("One", "One", "One")
	testing.statuses(tiers_have_their_own_groups) == {"One": "fail", "Two": "pass"} with input as _stack(
		"One",
		"One",
		"Two",
	)
}

test_passes_with_a_group_for_each if {
	passing := {"One": "pass", "Two": "pass", "Three": "pass"}
	testing.statuses(tiers_have_their_own_groups) == passing with input as _stack("One", "Two", "Three")
}

test_passes_when_a_tier_shares_within_itself if {
	function := {"type": "AWS::Lambda::Function", "properties": {"VpcConfig": {"SecurityGroupIds": _group("One")}}}
	testing.statuses(tiers_have_their_own_groups) == {"One": "pass"} with input as testing.stack(
		{"One": {"type": "AWS::EC2::SecurityGroup"}, "A": function, "B": function},
		{},
	)
}

test_counts_the_rotation_to_the_database if {
	testing.statuses(tiers_have_their_own_groups) == {"One": "pass"} with input as testing.stack(
		{
			"One": {"type": "AWS::EC2::SecurityGroup"},
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"VPCSecurityGroups": _group("One")}},
			"Rotate": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SecurityGroupIds": _group("One")}},
			},
			"Rotation": {
				"type": "AWS::SecretsManager::RotationSchedule",
				"properties": {"RotationLambdaARN": testing.ref("Rotate", "Arn")},
			},
		},
		{},
	)
}

test_leaves_out_groups_of_nobody if {
	testing.statuses(tiers_have_their_own_groups) == {} with input as testing.stack(
		{"One": {"type": "AWS::EC2::SecurityGroup"}},
		{},
	)
}
