package stackgrade.rules.terraform.packages_exist_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.packages_exist

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{
		"kind": kind,
		"attribute": "aws_instance.web.ami",
		"message": "what is wrong",
	}]},
})

test_fails_for_each if {
	every kind in {"package"} {
		testing.statuses(packages_exist) == {"": "fail"} with input as _stack(kind)
	}
}

test_passes_without if {
	testing.statuses(packages_exist) == {"": "pass"} with input as _stack("another")
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(packages_exist) == {} with input as plan
}
