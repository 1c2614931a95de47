package stackgrade.rules.terraform.provider_is_constant_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.provider_is_constant

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{
		"kind": kind,
		"attribute": "aws_instance.web.ami",
		"message": "what is wrong",
	}]},
})

test_fails_for_each if {
	every kind in {"provider"} {
		testing.statuses(provider_is_constant) == {"": "fail"} with input as _stack(kind)
	}
}

test_passes_without if {
	testing.statuses(provider_is_constant) == {"": "pass"} with input as _stack("another")
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(provider_is_constant) == {} with input as plan
}
