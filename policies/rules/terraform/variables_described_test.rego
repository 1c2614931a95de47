package stackgrade.rules.terraform.variables_described_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.variables_described

_stack(parameters) := testing.stack({}, {"format": "terraform", "parameters": parameters})

test_fails_once_for_those_without if {
	verdicts := testing.verdicts(variables_described) with input as _stack({
		"name": {"type": "string"},
		"size": {"type": "number", "description": "How many servers"},
		"zone": {"type": "string", "description": ""},
		"ports": {"type": "list(number)"},
		"protocol": {"type": "string"},
		"tags": {"type": "map(string)"},
	})
	{[verdict.attribute, verdict.message] | some verdict in verdicts; verdict.status == "fail"} == {[
		"Parameters.name",
		"variables without a description: name, ports, protocol and 2 more",
	]}
}

test_passes_with_descriptions if {
	testing.statuses(variables_described) == {"": "pass"} with input as _stack({"size": {"description": "How many"}})
}

test_leaves_out_stacks_without_variables if {
	testing.statuses(variables_described) == {} with input as _stack({})
}
