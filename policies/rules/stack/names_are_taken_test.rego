package stackgrade.rules.stack.names_are_taken_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.names_are_taken

_resources := {"A": {"type": "AWS::SQS::Queue"}}

test_fails_for_a_fault_of_its_kind if {
	fault := {"kind": "name", "attribute": "Resources.my_queue", "message": "it has more than letters"}
	testing.statuses(names_are_taken) == {"": "fail"} with input as testing.stack(_resources, {"faults": [fault]})
}

test_passes_without_one if {
	fault := {"kind": "reference", "attribute": "Resources.my_queue", "message": "it is of another kind"}
	every faults in [[], [fault]] {
		testing.statuses(names_are_taken) == {"": "pass"} with input as testing.stack(_resources, {"faults": faults})
	}
}

test_leaves_out_an_empty_stack if {
	testing.statuses(names_are_taken) == {} with input as testing.stack({}, {})
}
