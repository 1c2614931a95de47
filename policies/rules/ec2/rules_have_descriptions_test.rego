package stackgrade.rules.ec2.rules_have_descriptions_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.rules_have_descriptions

test_fails_without if {
	testing.statuses(rules_have_descriptions) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {"SecurityGroupIngress": [{"IpProtocol": "tcp"}]},
			},
		},
		{},
	)
}

test_passes_with if {
	testing.statuses(rules_have_descriptions) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {"SecurityGroupIngress": [{"Description": "the application"}]},
			},
		},
		{},
	)
}

test_unknown_when_a_list_is_open if {
	testing.statuses(rules_have_descriptions) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {
					"SecurityGroupIngress": [
						{
							"Description": testing.unknown("parameter X has no default"),
						},
					],
				},
			},
		},
		{},
	)
}

test_leaves_out_groups_without_rules if {
	testing.statuses(rules_have_descriptions) == {} with input as testing.stack(
		{"It": {"type": "AWS::EC2::SecurityGroup", "properties": {}}},
		{},
	)
}

test_outbound_rules_too if {
	expected := {"Inline": "fail", "Outside": "fail", "Said": "pass"}
	testing.statuses(rules_have_descriptions) == expected with input as testing.stack(
		{
			"Inline": {
				"type": "AWS::EC2::SecurityGroup",
				"properties": {"SecurityGroupEgress": [{"IpProtocol": "tcp", "CidrIp": "0.0.0.0/0"}]},
			},
			"Outside": {"type": "AWS::EC2::SecurityGroupEgress", "properties": {"IpProtocol": "-1", "CidrIp": "10.0.0.0/8"}},
			"Said": {"type": "AWS::EC2::SecurityGroupEgress", "properties": {"Description": "the database"}},
		},
		{},
	)
}

test_leaves_out_what_a_group_has_by_itself if {
	testing.statuses(rules_have_descriptions) == {} with input as testing.stack(
		{"It": {
			"type": "AWS::EC2::SecurityGroup",
			"properties": {"SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}]},
		}},
		{},
	)
}
