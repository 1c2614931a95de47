package stackgrade.rules.terraform.files_exist_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.files_exist

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{
		"kind": kind,
		"attribute": "aws_instance.web.ami",
		"message": "what is wrong",
	}]},
})

test_fails_for_each if {
	every kind in {"file", "module"} {
		testing.statuses(files_exist) == {"": "fail"} with input as _stack(kind)
	}
}

test_passes_without if {
	testing.statuses(files_exist) == {"": "pass"} with input as _stack("another")
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(files_exist) == {} with input as plan
}
