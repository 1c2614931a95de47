package stackgrade.rules.stack.no_key_pair_needed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.no_key_pair_needed

_stack(parameters) := testing.stack(
	{"Server": {"type": "AWS::EC2::Instance"}},
	{"profile": testing.disposable, "parameters": parameters},
)

test_fails_with_a_parameter_for_it if {
	verdicts := testing.verdicts(no_key_pair_needed) with input as _stack({
		"Key": {"type": "AWS::EC2::KeyPair::KeyName"},
		"OtherKey": {"type": "AWS::EC2::KeyPair::KeyName", "default": "default-key"},
	})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "Parameters.Key"],
		["fail", "Parameters.OtherKey"],
	}
}

test_passes_without_or_with_an_optional_one if {
	testing.statuses(no_key_pair_needed) == {"": "pass"} with input as _stack({})
	testing.statuses(no_key_pair_needed) == {"": "pass"} with input as _stack({"KeyName": {
		"type": "String",
		"default": "",
	}})
}

test_leaves_out_stacks_without_instances if {
	testing.statuses(no_key_pair_needed) == {} with input as testing.stack(
		{"Orders": {"type": "AWS::SQS::Queue"}},
		{"profile": testing.disposable},
	)
}

test_leaves_out_stacks_that_are_given_what_they_need if {
	testing.statuses(no_key_pair_needed) == {} with input as testing.stack({}, {
		"profile": object.union(testing.production, {"self_contained": false}),
		"parameters": {"Key": {"type": "AWS::EC2::KeyPair::KeyName"}},
	})
}

_template(name, more) := testing.stack(
	object.union(
		{"Servers": {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": {"KeyName": name}}}},
		more,
	),
	{"profile": testing.disposable},
)

_pair(name) := {"Key": {"type": "AWS::EC2::KeyPair", "properties": {"KeyName": name}}}

test_fails_with_a_name_that_no_pair_has if {
	every stack in [_template("operators", {}), _template("operators", _pair("others"))] {
		testing.statuses(no_key_pair_needed) == {"": "pass", "Servers": "fail"} with input as stack
	}
}

test_passes_with_a_pair_of_its_own_or_none if {
	every stack in [
		_template("operators", _pair("operators")),
		_template(testing.ref("Key", "Ref"), _pair("operators")),
		_template("", {}),
		_template(testing.unknown("parameter Key has no default"), {}),
	] {
		testing.statuses(no_key_pair_needed) == {"": "pass", "Servers": "pass"} with input as stack
	}
}

test_unknown_when_a_parameter_decides_what_the_pair_is_called if {
	stack := _template("operators", _pair(testing.unknown("parameter Name has no default")))
	testing.statuses(no_key_pair_needed) == {"": "pass", "Servers": "unknown"} with input as stack
}
