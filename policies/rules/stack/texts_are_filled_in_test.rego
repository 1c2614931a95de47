package stackgrade.rules.stack.texts_are_filled_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.texts_are_filled_in

_resources := {"A": {"type": "AWS::SQS::Queue"}}

test_fails_for_a_fault_of_its_kind if {
	fault := {"kind": "unfilled", "attribute": "Resources.A.Properties.QueueName", "message": "it stays as it is"}
	testing.statuses(texts_are_filled_in) == {"": "fail"} with input as testing.stack(_resources, {"faults": [fault]})
}

test_passes_without_one if {
	fault := {"kind": "reference", "attribute": "Resources.A.Properties.QueueName", "message": "it is of another kind"}
	every faults in [[], [fault]] {
		testing.statuses(texts_are_filled_in) == {"": "pass"} with input as testing.stack(_resources, {"faults": faults})
	}
}

test_leaves_out_an_empty_stack if {
	testing.statuses(texts_are_filled_in) == {} with input as testing.stack({}, {})
}
