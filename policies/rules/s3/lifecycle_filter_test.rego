package stackgrade.rules.s3.lifecycle_filter_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.lifecycle_filter

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{
		"kind": kind,
		"attribute": "aws_instance.web.ami",
		"message": "what is wrong",
	}]},
})

test_fails_for_each if {
	every kind in {"one_of"} {
		testing.statuses(lifecycle_filter) == {"": "fail"} with input as _stack(kind)
	}
}

test_passes_without if {
	testing.statuses(lifecycle_filter) == {"": "pass"} with input as _stack("another")
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(lifecycle_filter) == {} with input as plan
}
