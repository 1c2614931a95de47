package stackgrade.rules.naming.environment_suffix_parameter_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.environment_suffix_parameter

_stack(name, more) := testing.stack(
	{"Orders": {"type": "AWS::DynamoDB::Table", "properties": {"TableName": name}}},
	object.union({"profile": testing.disposable}, more),
)

test_fails_with_fixed_names_and_no_suffix if {
	testing.statuses(environment_suffix_parameter) == {"": "fail"} with input as _stack("orders", {})
}

test_fails_with_another_parameter if {
	testing.statuses(environment_suffix_parameter) == {"": "fail"} with input as _stack(
		"orders-${Stage}-${AWS::Region}",
		{"parameters": {"Stage": {"type": "String"}}},
	)
}

test_passes_with_a_suffix_however_it_is_spelled if {
	every name in ["EnvironmentSuffix", "environmentSuffix", "Environment-Suffix", "environment_suffix"] {
		testing.statuses(environment_suffix_parameter) == {"": "pass"} with input as _stack(
			"orders-dev",
			{"parameters": {name: {"type": "String"}}},
		)
	}
}

test_unknown_when_a_macro_may_add_it if {
	testing.statuses(environment_suffix_parameter) == {"": "unknown"} with input as _stack(
		"orders",
		{"incomplete": [{"address": "", "reason": "the macro Names may change the template"}]},
	)
}

test_leaves_out_stacks_whose_names_differ_by_themselves if {
	every name in ["${AWS::StackName}-orders", "orders-${Key}", testing.ref("Key", "Ref"), "{{resolve:ssm:name}}"] {
		testing.statuses(environment_suffix_parameter) == {} with input as _stack(name, {})
	}
	testing.statuses(environment_suffix_parameter) == {} with input as testing.stack(
		{"Orders": {"type": "AWS::DynamoDB::Table"}},
		{"profile": testing.disposable},
	)
}

test_leaves_out_other_formats_and_profiles if {
	testing.statuses(environment_suffix_parameter) == {} with input as _stack("orders", {"format": "terraform"})
	testing.statuses(environment_suffix_parameter) == {} with input as _stack(
		"orders",
		{"profile": object.union(testing.production, {"self_contained": false})},
	)
}

test_a_program_writes_the_suffix_into_the_names if {
	testing.statuses(environment_suffix_parameter) == {"": "fail"} with input as _stack("orders", {"format": "cdk"})
	testing.statuses(environment_suffix_parameter) == {"": "pass"} with input as _stack("orders-dev", {"format": "cdk"})
}
