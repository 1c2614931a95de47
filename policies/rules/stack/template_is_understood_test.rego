package stackgrade.rules.stack.template_is_understood_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.template_is_understood

_resources := {"A": {"type": "AWS::SQS::Queue"}}

test_fails_for_a_fault_of_its_kind if {
	fault := {"kind": "shape", "attribute": "Outputs.Url", "message": "the output `Url` has no `Value`"}
	stack := testing.stack(_resources, {"faults": [fault]})
	testing.statuses(template_is_understood) == {"": "fail"} with input as stack
}

test_passes_without_one if {
	fault := {"kind": "reference", "attribute": "Outputs.Url", "message": "it is of another kind"}
	every faults in [[], [fault]] {
		stack := testing.stack(_resources, {"faults": faults})
		testing.statuses(template_is_understood) == {"": "pass"} with input as stack
	}
}

test_leaves_out_an_empty_stack if {
	testing.statuses(template_is_understood) == {} with input as testing.stack({}, {})
}
