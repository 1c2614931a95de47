package stackgrade.rules.stack.defaults_are_taken_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.defaults_are_taken

_with_default(faults) := {"faults": faults, "parameters": {"Name": {"type": "String", "default": "a"}}}

test_fails_for_a_fault_of_its_kind if {
	fault := {"kind": "default", "attribute": "Parameters.Name.Default", "message": "Name: the default is too long"}
	stack := testing.stack({}, _with_default([fault]))
	testing.statuses(defaults_are_taken) == {"": "fail"} with input as stack
}

test_passes_without_one if {
	fault := {"kind": "name", "attribute": "Parameters.Name", "message": "it is of another kind"}
	every faults in [[], [fault]] {
		stack := testing.stack({}, _with_default(faults))
		testing.statuses(defaults_are_taken) == {"": "pass"} with input as stack
	}
}

test_leaves_out_stacks_without_defaults if {
	stack := testing.stack({}, {"parameters": {"Name": {"type": "String"}}})
	testing.statuses(defaults_are_taken) == {} with input as stack
}
