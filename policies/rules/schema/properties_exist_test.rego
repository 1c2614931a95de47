package stackgrade.rules.schema.properties_exist_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.schema.properties_exist

_stack(faults, more) := testing.stack({"Queue": object.union({"type": "AWS::SQS::Queue", "faults": faults}, more)}, {})

_fault(kind) := {"kind": kind, "attribute": "DelaySeconds", "message": "what is wrong"}

test_fails_for_each if {
	every kind in ["property"] {
		testing.statuses(properties_exist) == {"Queue": "fail"} with input as _stack([_fault(kind)], {})
	}
}

test_passes_without if {
	testing.statuses(properties_exist) == {"Queue": "pass"} with input as _stack([], {})
	testing.statuses(properties_exist) == {"Queue": "pass"} with input as _stack([_fault("other")], {})
}

test_leaves_out_what_sam_makes_and_types_that_are_not_known if {
	testing.statuses(properties_exist) == {} with input as _stack([_fault("property")], {"source_address": "Function"})
	testing.statuses(properties_exist) == {} with input as testing.stack({"Thing": {"type": "Custom::Thing"}}, {})
}

test_leaves_names_of_terraform_to_the_rules_on_these if {
	stack := object.union(_stack([_fault("property")], {}), {"format": "terraform"})
	testing.statuses(properties_exist) == {} with input as stack
}
