package stackgrade.rules.schema.combinations_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.schema.combinations

_stack(faults, more) := testing.stack({"Queue": object.union({"type": "AWS::SQS::Queue", "faults": faults}, more)}, {})

_fault(kind) := {"kind": kind, "attribute": "DelaySeconds", "message": "what is wrong"}

test_fails_for_each if {
	every kind in ["combination"] {
		testing.statuses(combinations) == {"Queue": "fail"} with input as _stack([_fault(kind)], {})
	}
}

test_passes_without if {
	testing.statuses(combinations) == {"Queue": "pass"} with input as _stack([], {})
	testing.statuses(combinations) == {"Queue": "pass"} with input as _stack([_fault("other")], {})
}

test_leaves_out_what_sam_makes_and_types_that_are_not_known if {
	testing.statuses(combinations) == {} with input as _stack([_fault("combination")], {"source_address": "Function"})
	testing.statuses(combinations) == {} with input as testing.stack({"Thing": {"type": "Custom::Thing"}}, {})
}

test_leaves_what_an_acl_needs_to_the_rule_on_acls if {
	bucket := {
		"type": "AWS::S3::Bucket",
		"properties": {"AccessControl": "PublicRead"},
		"faults": [{"kind": "combination", "attribute": "OwnershipControls", "message": "it is required, and missing"}],
	}
	testing.statuses(combinations) == {"Bucket": "pass"} with input as testing.stack({"Bucket": bucket}, {})
}
