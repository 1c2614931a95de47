package stackgrade.rules.schema.settings_have_effect_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.schema.settings_have_effect

_stack(faults, more) := testing.stack({"Queue": object.union({"type": "AWS::SQS::Queue", "faults": faults}, more)}, {})

_fault(kind) := {"kind": kind, "attribute": "DelaySeconds", "message": "what is wrong"}

test_fails_for_each if {
	every kind in ["read_only"] {
		testing.statuses(settings_have_effect) == {"Queue": "fail"} with input as _stack([_fault(kind)], {})
	}
}

test_passes_without if {
	testing.statuses(settings_have_effect) == {"Queue": "pass"} with input as _stack([], {})
	testing.statuses(settings_have_effect) == {"Queue": "pass"} with input as _stack([_fault("other")], {})
}

test_leaves_out_what_sam_makes_and_types_that_are_not_known if {
	made := {"source_address": "Function"}
	testing.statuses(settings_have_effect) == {} with input as _stack([_fault("read_only")], made)
	testing.statuses(settings_have_effect) == {} with input as testing.stack({"Thing": {"type": "Custom::Thing"}}, {})
}
