package stackgrade.rules.rds.clients_are_admitted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.clients_are_admitted

_group(rules) := {"type": "AWS::EC2::SecurityGroup", "properties": rules}

_rule := {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "SourceSecurityGroupId": "sg-1"}

_instance(more) := {
	"type": "AWS::RDS::DBInstance",
	"properties": object.union({"VPCSecurityGroups": [testing.ref("Group", "GroupId")]}, more),
}

_beside(group) := {
	"type": "AWS::EC2::SecurityGroupIngress",
	"properties": object.union(_rule, {"GroupId": group}),
}

test_fails_when_no_rule_lets_anybody_in if {
	testing.statuses(clients_are_admitted) == {"Cluster": "fail", "Db": "fail"} with input as testing.stack(
		{
			"Cluster": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"VpcSecurityGroupIds": [testing.ref("Group", "GroupId")]},
			},
			"Db": _instance({}),
			"Group": _group({"SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}]}),
			"Other": _group({"SecurityGroupIngress": [_rule]}),
			"Rule": _beside(testing.ref("Other", "GroupId")),
		},
		{},
	)
}

test_passes_with_a_rule_in_either_place if {
	testing.statuses(clients_are_admitted) == {"Db": "pass"} with input as testing.stack(
		{"Db": _instance({}), "Group": _group({"SecurityGroupIngress": [_rule]})},
		{},
	)
	testing.statuses(clients_are_admitted) == {"Db": "pass"} with input as testing.stack(
		{"Db": _instance({}), "Group": _group({}), "Rule": _beside(testing.ref("Group", "GroupId"))},
		{},
	)
}

test_passes_when_another_group_lets_somebody_in if {
	testing.statuses(clients_are_admitted) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": _instance({"VPCSecurityGroups": [testing.ref("Group", "GroupId"), testing.ref("Other", "GroupId")]}),
			"Group": _group({}),
			"Other": _group({"SecurityGroupIngress": [_rule]}),
		},
		{},
	)
}

test_passes_when_it_is_asked_over_http if {
	testing.statuses(clients_are_admitted) == {"Db": "pass"} with input as testing.stack(
		{"Db": _instance({"EnableHttpEndpoint": true}), "Group": _group({})},
		{},
	)
}

# The rule of another stack of the same program.
test_rules_of_other_stacks_count if {
	rule := object.union(
		_beside(testing.ref("Group", "GroupId")),
		{"address": "Web::Rule", "unknowns": [], "foreign": "Web"},
	)
	testing.statuses(clients_are_admitted) == {"Db": "pass"} with input as testing.stack(
		{"Db": _instance({}), "Group": _group({})},
		{"foreign": {"resources": {"Web::Rule": rule}, "edges": []}},
	)
}

test_unknown_when_the_group_of_a_rule_is if {
	testing.statuses(clients_are_admitted) == {"Db": "unknown"} with input as testing.stack(
		{"Db": _instance({}), "Group": _group({}), "Rule": _beside(testing.unknown("parameter Group has no default"))},
		{},
	)
}

test_leaves_out_groups_that_others_may_add_to if {
	every groups in [["sg-1"], [testing.unknown("parameter Group has no default")], []] {
		testing.statuses(clients_are_admitted) == {} with input as testing.stack(
			{"Db": _instance({"VPCSecurityGroups": groups}), "Group": _group({})},
			{},
		)
	}
	testing.statuses(clients_are_admitted) == {} with input as testing.stack(
		{"Db": _instance({}), "Group": _group({})},
		{"outputs": {"GroupId": {"value": testing.ref("Group", "GroupId")}}},
	)
}

test_leaves_out_members if {
	testing.statuses(clients_are_admitted) == {} with input as testing.stack(
		{"Db": _instance({"DBClusterIdentifier": "c"}), "Group": _group({})},
		{},
	)
}
