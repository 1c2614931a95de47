package stackgrade.rules.terraform.backend_per_environment_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.backend_per_environment

_stack(arguments, more) := testing.stack({}, {
	"format": "terraform",
	"parameters": {"environment": {"type": "string"}},
	"terraform": object.union({"backend": {"type": "s3", "arguments": arguments}, "workspaces": false}, more),
})

test_fails_with_a_fixed_place if {
	testing.statuses(backend_per_environment) == {"": "fail"} with input as _stack(
		{"bucket": "state", "key": "shop"},
		{},
	)
}

test_passes_when_a_part_is_given_later if {
	testing.statuses(backend_per_environment) == {"": "pass"} with input as _stack({"bucket": "state"}, {})
	testing.statuses(backend_per_environment) == {"": "pass"} with input as _stack({}, {})
}

test_leaves_out_workspaces_and_single_environments if {
	stack := _stack({"bucket": "state", "key": "shop"}, {"workspaces": true})
	testing.statuses(backend_per_environment) == {} with input as stack
	testing.statuses(backend_per_environment) == {} with input as testing.stack(
		{},
		{"format": "terraform", "terraform": {"backend": {"type": "s3", "arguments": {"bucket": "a", "key": "b"}}}},
	)
}
