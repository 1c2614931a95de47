package stackgrade.rules.schema.values_allowed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.schema.values_allowed

_stack(faults, more) := testing.stack({"Queue": object.union({"type": "AWS::SQS::Queue", "faults": faults}, more)}, {})

_fault(kind) := {"kind": kind, "attribute": "DelaySeconds", "message": "what is wrong"}

test_fails_for_each if {
	every kind in ["enum"] {
		testing.statuses(values_allowed) == {"Queue": "fail"} with input as _stack([_fault(kind)], {})
	}
}

test_passes_without if {
	testing.statuses(values_allowed) == {"Queue": "pass"} with input as _stack([], {})
	testing.statuses(values_allowed) == {"Queue": "pass"} with input as _stack([_fault("other")], {})
}

test_leaves_out_what_sam_makes_and_types_that_are_not_known if {
	testing.statuses(values_allowed) == {} with input as _stack([_fault("enum")], {"source_address": "Function"})
	testing.statuses(values_allowed) == {} with input as testing.stack({"Thing": {"type": "Custom::Thing"}}, {})
}

test_holds_for_terraform_too if {
	testing.statuses(values_allowed) == {"Queue": "fail"} with input as object.union(
		_stack([_fault("enum")], {}),
		{"format": "terraform"},
	)
}
