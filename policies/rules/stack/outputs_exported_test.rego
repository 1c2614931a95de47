package stackgrade.rules.stack.outputs_exported_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.outputs_exported

test_fails_when_nothing_is_exported if {
	verdicts := testing.verdicts(outputs_exported) with input as testing.reviewed({}, {"outputs": {
		"Endpoint": {"value": "a"},
		"Port": {"value": "b"},
	}})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "Outputs"]}
}

test_passes_when_something_is if {
	testing.statuses(outputs_exported) == {"": "pass"} with input as testing.reviewed({}, {"outputs": {
		"Endpoint": {"value": "a", "export": testing.unknown("a parameter")},
		"Port": {"value": "b"},
	}})
}

test_leaves_out_stacks_without_outputs if {
	testing.statuses(outputs_exported) == {} with input as testing.reviewed({}, {})
}

test_leaves_out_formats_without_exports if {
	testing.statuses(outputs_exported) == {} with input as testing.reviewed(
		{},
		{"format": "terraform", "outputs": {"endpoint": {"value": "a"}}},
	)
}

test_leaves_out_what_is_handed_over if {
	exports := {"ExportsOutputRefVpc8378EB38EEC98DE8": {"value": "a", "export": "Shop:Vpc"}}
	testing.statuses(outputs_exported) == {} with input as testing.reviewed({}, {"outputs": exports})
	testing.statuses(outputs_exported) == {"": "fail"} with input as testing.reviewed({}, {"outputs": object.union(
		exports,
		{"Url": {"value": "b"}},
	)})
}
