package stackgrade.rules.ec2.rules_in_one_place_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.rules_in_one_place

_rule := {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.0.0.0/16"}

# A group in lines 10 to 20 with rules in these places; `inside` is how many of them are written in it.
_stack(places, inside) := testing.stack(
	{"db": {
		"type": "AWS::EC2::SecurityGroup",
		"source_type": "aws_security_group",
		"properties": {"SecurityGroupIngress": [_rule | some _ in places]},
		"raw": {"ingress": [{"protocol": "tcp"} | some i, _ in places; i < inside]},
		"location": {"path": "main.tf", "start_line": 10, "end_line": 20},
		"attributes": {concat("", ["SecurityGroupIngress[", format_int(i, 10), "]"]): place | some i, place in places},
	}},
	{"format": "terraform"},
)

test_fails_when_rules_stand_in_both_places if {
	every beside in [{"line": 3}, {"line": 30}, {"line": 12, "path": "rules.tf"}] {
		testing.statuses(rules_in_one_place) == {"db": "fail"} with input as _stack([{"line": 12}, beside], 1)
	}
}

test_passes_when_they_stand_in_one if {
	testing.statuses(rules_in_one_place) == {"db": "pass"} with input as _stack([{"line": 12}, {"line": 16}], 2)
	testing.statuses(rules_in_one_place) == {"db": "pass"} with input as _stack([{"line": 30}, {"line": 40}], 0)
}

test_leaves_out_groups_without_rules_and_templates if {
	testing.statuses(rules_in_one_place) == {} with input as _stack([], 0)
	testing.statuses(rules_in_one_place) == {} with input as object.union(
		_stack([{"line": 12}, {"line": 30}], 1),
		{"format": "cloudformation"},
	)
}
