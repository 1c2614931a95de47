package stackgrade.rules.ec2.rules_between_groups_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.rules_between_groups

_stack(source, raw) := testing.stack(
	{
		"app": {"type": "AWS::EC2::SecurityGroup", "source_type": "aws_security_group", "raw": {}},
		"db": {
			"type": "AWS::EC2::SecurityGroup",
			"source_type": "aws_security_group",
			"properties": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "SourceSecurityGroupId": source}]},
			"raw": raw,
		},
	},
	{"format": "terraform"},
)

_inside(group) := {"ingress": [{"cidr_blocks": ["10.0.0.0/16"]}, {"security_groups": [group]}]}

test_fails_when_a_rule_inside_names_another_group if {
	testing.statuses(rules_between_groups) == {"db": "fail"} with input as _stack(
		testing.ref("app", "Ref"),
		_inside(testing.ref("app", "Ref")),
	)
}

test_passes_when_the_rule_stands_beside_it if {
	testing.statuses(rules_between_groups) == {"db": "pass"} with input as _stack(testing.ref("app", "Ref"), {})
}

test_leaves_out_rules_that_name_no_other_group if {
	every source in [testing.ref("db", "Ref"), "sg-1", testing.unknown("a data source")] {
		testing.statuses(rules_between_groups) == {} with input as _stack(source, _inside(source))
	}
}
