package stackgrade.rules.stack.parameters_take_their_values_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.parameters_take_their_values

_with_default(faults) := {"faults": faults, "parameters": {"Name": {"type": "String", "default": "a"}}}

test_fails_for_a_fault_of_its_kind if {
	fault := {"kind": "value", "attribute": "Parameters.Name.Default", "message": "Name: the default is too long"}
	stack := testing.stack({}, _with_default([fault]))
	testing.statuses(parameters_take_their_values) == {"": "fail"} with input as stack
}

test_passes_without_one if {
	fault := {"kind": "name", "attribute": "Parameters.Name", "message": "it is of another kind"}
	every faults in [[], [fault]] {
		stack := testing.stack({}, _with_default(faults))
		testing.statuses(parameters_take_their_values) == {"": "pass"} with input as stack
	}
}

_of_terraform(faults) := testing.stack({}, {
	"format": "terraform",
	"parameters": {"name": {"type": "string", "default": "a", "validated": true}},
	"terraform": {"faults": faults},
})

test_asks_the_same_of_terraform if {
	fault := {"kind": "value", "attribute": "Parameters.name.Default", "message": "name: too short"}
	testing.statuses(parameters_take_their_values) == {"": "fail"} with input as _of_terraform([fault])
	testing.statuses(parameters_take_their_values) == {"": "pass"} with input as _of_terraform([])
}

test_leaves_out_variables_without_a_validation if {
	testing.statuses(parameters_take_their_values) == {} with input as testing.stack({}, {
		"format": "terraform",
		"parameters": {"name": {"type": "string", "default": "a", "validated": false}},
		"terraform": {"faults": []},
	})
}

test_leaves_out_stacks_without_defaults if {
	stack := testing.stack({}, {"parameters": {"Name": {"type": "String"}}})
	testing.statuses(parameters_take_their_values) == {} with input as stack
}
