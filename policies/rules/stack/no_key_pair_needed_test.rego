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
