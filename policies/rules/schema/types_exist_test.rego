package stackgrade.rules.schema.types_exist_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.schema.types_exist

_stack(faults, more) := testing.stack({"Queue": object.union({"type": "AWS::SQS::Queue", "faults": faults}, more)}, {})

_fault(kind) := {"kind": kind, "attribute": "DelaySeconds", "message": "what is wrong"}

test_fails_for_each if {
	every kind in ["resource_type"] {
		testing.statuses(types_exist) == {"Queue": "fail"} with input as _stack([_fault(kind)], {})
	}
}

test_passes_without if {
	testing.statuses(types_exist) == {"Queue": "pass"} with input as _stack([], {})
	testing.statuses(types_exist) == {"Queue": "pass"} with input as _stack([_fault("other")], {})
}

test_leaves_out_what_sam_makes_and_types_that_are_not_known if {
	testing.statuses(types_exist) == {} with input as _stack([_fault("resource_type")], {"source_address": "Function"})
	testing.statuses(types_exist) == {} with input as testing.stack({"Thing": {"type": "Custom::Thing"}}, {})
}
