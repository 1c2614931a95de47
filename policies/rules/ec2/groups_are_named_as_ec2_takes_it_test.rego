package stackgrade.rules.ec2.groups_are_named_as_ec2_takes_it_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.groups_are_named_as_ec2_takes_it

_group(more) := {"Group": object.union({"type": "AWS::EC2::SecurityGroup"}, more)}

_stack(properties) := testing.stack(_group({"properties": properties}), {})

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(groups_are_named_as_ec2_takes_it)
	verdict.status == "fail"
}

test_fails_for_names_like_ids if {
	_wrong == {"GroupName"} with input as _stack({"GroupName": "sg-web"})
	_wrong == {"GroupName"} with input as testing.stack(_group({"raw": {"name_prefix": "SG-web-"}}), {})
}

test_fails_for_descriptions_with_other_characters if {
	_wrong == {"SecurityGroupIngress[0].Description"} with input as _stack({"SecurityGroupIngress": [
		{"Description": "from the office's network"},
		{"Description": "from ${Office}"},
	]})
	_wrong == {"Description"} with input as testing.stack(
		{"Rule": {
			"type": "AWS::EC2::SecurityGroupEgress",
			"properties": {"Description": "web → database"},
		}},
		{},
	)
	_wrong == {"GroupDescription"} with input as object.union(
		_stack({"GroupDescription": "what > 1023"}),
		{"format": "terraform"},
	)
}

test_passes_for_plain_ones if {
	testing.statuses(groups_are_named_as_ec2_takes_it) == {"Group": "pass"} with input as _stack({
		"GroupName": "web-sg",
		"SecurityGroupEgress": [{"Description": "to all (TCP/443), [now] = 1; #2 @home {a} *!$"}],
	})
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(groups_are_named_as_ec2_takes_it) == {"Group": "unknown"} with input as _stack({
		"GroupName": testing.unknown("parameter X has no default"),
	})
}
