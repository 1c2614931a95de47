package stackgrade.rules.terraform.nothing_differs_in_every_run_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.nothing_differs_in_every_run

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{
		"kind": kind,
		"attribute": "aws_s3_bucket.orders.tags",
		"message": "what is wrong",
	}]},
})

test_fails_for_each if {
	testing.statuses(nothing_differs_in_every_run) == {"": "fail"} with input as _stack("clock")
}

test_passes_without if {
	testing.statuses(nothing_differs_in_every_run) == {"": "pass"} with input as _stack("another")
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(nothing_differs_in_every_run) == {} with input as plan
}
