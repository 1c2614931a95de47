package stackgrade.rules.stack.parameter_interface_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.parameter_interface

_stack(names, more) := testing.stack({}, object.union(
	{"parameters": {name: {"type": "String"} | some name in names}},
	more,
))

_many := ["Cidr", "Email", "Engine", "Retention", "Size", "Suffix"]

test_fails_without_groups if {
	testing.statuses(parameter_interface) == {"": "fail"} with input as _stack(_many, {"metadata": {"interface": false}})
	testing.statuses(parameter_interface) == {"": "fail"} with input as _stack(_many, {})
}

test_passes_with_groups if {
	testing.statuses(parameter_interface) == {"": "pass"} with input as _stack(_many, {"metadata": {"interface": true}})
}

test_leaves_out_stacks_with_few_parameters if {
	testing.statuses(parameter_interface) == {} with input as _stack(["Cidr", "Email", "Engine", "Retention", "Size"], {})
}

test_leaves_out_formats_without_an_interface if {
	testing.statuses(parameter_interface) == {} with input as _stack(_many, {"format": "terraform"})
}

test_leaves_out_what_cdk_fills_in if {
	hash := "282349d50ef6c5067763109075ad18de22b8b8481448b9d553626fb0e0f8f8b6"
	names := {concat("", ["AssetParameters", hash, name]) | some name in _many}
	testing.statuses(parameter_interface) == {} with input as _stack(names, {})
}
