package stackgrade.rules.terraform.variables_typed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.variables_typed

_stack(parameters) := testing.stack({}, {"format": "terraform", "parameters": parameters})

test_fails_for_each_without if {
	verdicts := testing.verdicts(variables_typed) with input as _stack({
		"name": {"type": "any", "typed": false},
		"size": {"type": "number", "typed": true},
	})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "Parameters.name"]}
}

test_passes_with_types if {
	testing.statuses(variables_typed) == {"": "pass"} with input as _stack({"a": {"type": "any", "typed": true}})
}

test_leaves_out_stacks_without_variables if {
	testing.statuses(variables_typed) == {} with input as _stack({})
}
