package stackgrade.rules.schema.values_fit_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.schema.values_fit

_stack(faults, more) := testing.stack({"Queue": object.union({"type": "AWS::SQS::Queue", "faults": faults}, more)}, {})

_fault(kind) := {"kind": kind, "attribute": "DelaySeconds", "message": "what is wrong"}

test_fails_for_each if {
	every kind in ["limit", "pattern", "repeated"] {
		testing.statuses(values_fit) == {"Queue": "fail"} with input as _stack([_fault(kind)], {})
	}
}

test_passes_without if {
	testing.statuses(values_fit) == {"Queue": "pass"} with input as _stack([], {})
	testing.statuses(values_fit) == {"Queue": "pass"} with input as _stack([_fault("other")], {})
}

test_leaves_out_what_sam_makes_and_types_that_are_not_known if {
	testing.statuses(values_fit) == {} with input as _stack([_fault("pattern")], {"source_address": "Function"})
	testing.statuses(values_fit) == {} with input as testing.stack({"Thing": {"type": "Custom::Thing"}}, {})
}

test_leaves_out_parameters_whose_default_says_that_there_is_none if {
	open := {"attributes": {"DelaySeconds": {"parameters": ["Name"]}}}
	every default_value in ["", "none"] {
		testing.statuses(values_fit) == {"Queue": "pass"} with input as object.union(
			_stack([_fault("pattern")], open),
			{"parameters": {"Name": {"default": default_value}}},
		)
	}
	testing.statuses(values_fit) == {"Queue": "fail"} with input as object.union(
		_stack([_fault("pattern")], open),
		{"parameters": {"Name": {"default": "a b"}}},
	)
}

test_holds_for_terraform_too if {
	testing.statuses(values_fit) == {"Queue": "fail"} with input as object.union(
		_stack([_fault("limit")], {}),
		{"format": "terraform"},
	)
}
