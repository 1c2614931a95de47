package stackgrade.rules.terraform.providers_bounded_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.providers_bounded

_stack(version, more) := testing.stack({}, {
	"format": "terraform",
	"terraform": object.union(
		{"providers": ["aws"], "required_providers": {"aws": {"version": version}}, "locked": false},
		more,
	),
})

test_fails_with_an_open_end if {
	every version in [">= 5.0", "> 4", ">= 5.0, != 5.71.0"] {
		testing.statuses(providers_bounded) == {"": "fail"} with input as _stack(version, {})
	}
}

test_passes_with_an_upper_end if {
	every version in ["~> 5.0", "5.31.0", "= 5.31.0", ">= 5.0, < 6.0", ">= 5.0, <= 5.90"] {
		testing.statuses(providers_bounded) == {"": "pass"} with input as _stack(version, {})
	}
}

test_leaves_out_modules_and_locked_versions if {
	testing.statuses(providers_bounded) == {} with input as _stack(">= 5.0", {"providers": []})
	testing.statuses(providers_bounded) == {} with input as _stack(">= 5.0", {"locked": true})
}

test_leaves_out_examples if {
	testing.statuses(providers_bounded) == {} with input as object.union(
		_stack(">= 5.0", {}),
		{"path": "modules/queue/examples/complete"},
	)
}
