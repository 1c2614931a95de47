package stackgrade.rules.terraform.functions_are_there_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.functions_are_there

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{"kind": kind, "attribute": "local.names", "message": "what is wrong"}]},
})

test_fails_for_each if {
	testing.statuses(functions_are_there) == {"": "fail"} with input as _stack("function")
}

test_passes_without if {
	testing.statuses(functions_are_there) == {"": "pass"} with input as _stack("another")
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(functions_are_there) == {} with input as plan
}
