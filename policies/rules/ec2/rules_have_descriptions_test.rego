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
