package stackgrade.rules.terraform.arguments_complete_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.arguments_complete

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{
		"kind": kind,
		"attribute": "aws_instance.web.ami",
		"message": "what is wrong",
	}]},
})

test_fails_for_each if {
	every kind in {"required"} {
		testing.statuses(arguments_complete) == {"": "fail"} with input as _stack(kind)
	}
}

test_passes_without if {
	testing.statuses(arguments_complete) == {"": "pass"} with input as _stack("another")
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(arguments_complete) == {} with input as plan
}
