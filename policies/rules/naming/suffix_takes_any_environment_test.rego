package stackgrade.rules.naming.suffix_takes_any_environment_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.suffix_takes_any_environment

_with(parameter) := testing.stack(
	{},
	{"profile": testing.disposable, "parameters": {"EnvironmentSuffix": object.union({"type": "String"}, parameter)}},
)

test_fails_with_a_list if {
	testing.statuses(suffix_takes_any_environment) == {"": "fail"} with input as _with({"allowed_values": ["dev", "prod"]})
}

test_passes_with_a_pattern if {
	testing.statuses(suffix_takes_any_environment) == {"": "pass"} with input as _with({"allowed_pattern": "^[a-z]+$"})
	testing.statuses(suffix_takes_any_environment) == {"": "pass"} with input as _with({})
}

test_leaves_out_stacks_without_a_suffix if {
	testing.statuses(suffix_takes_any_environment) == {} with input as testing.stack(
		{},
		{"profile": testing.disposable, "parameters": {"Size": {"type": "String", "allowed_values": ["s", "m"]}}},
	)
}
