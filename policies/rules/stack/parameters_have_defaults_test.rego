package stackgrade.rules.stack.parameters_have_defaults_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.parameters_have_defaults

_stack(parameters) := testing.stack({}, {"profile": testing.disposable, "parameters": parameters})

test_fails_for_each_without_one if {
	verdicts := testing.verdicts(parameters_have_defaults) with input as _stack({
		"Email": {"type": "String"},
		"Image": {"type": "AWS::EC2::Image::Id"},
		"Size": {"type": "String", "default": "t4g.small"},
	})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "Parameters.Email"],
		["fail", "Parameters.Image"],
	}
}

test_passes_with_a_default_or_a_value if {
	testing.statuses(parameters_have_defaults) == {"": "pass"} with input as _stack({
		"Email": {"type": "String", "default": ""},
		"domain": {"type": "string", "optional": true},
		"Size": {"type": "String", "value": "t4g.small"},
	})
}

test_leaves_out_what_other_rules_judge if {
	testing.statuses(parameters_have_defaults) == {} with input as _stack({
		"DbPassword": {"type": "String", "no_echo": true},
		"DbUser": {"type": "String", "no_echo": true},
		"Key": {"type": "AWS::EC2::KeyPair::KeyName"},
		"PrivateSubnetIds": {"type": "CommaDelimitedList"},
		"Vpc": {"type": "AWS::EC2::VPC::Id"},
	})
}

test_leaves_out_stacks_that_are_given_what_they_need if {
	testing.statuses(parameters_have_defaults) == {} with input as testing.stack({}, {
		"profile": object.union(testing.production, {"self_contained": false}),
		"parameters": {"Email": {"type": "String"}},
	})
}

test_leaves_a_default_that_is_refused_to_the_rule_on_templates if {
	testing.statuses(parameters_have_defaults) == {"": "pass"} with input as testing.stack({}, {
		"faults": [{"kind": "shape", "attribute": "Parameters.Account.Default", "message": "no function can stand here"}],
		"parameters": {"Account": {"type": "String"}},
		"profile": testing.disposable,
	})
}
