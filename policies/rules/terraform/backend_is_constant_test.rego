package stackgrade.rules.terraform.backend_is_constant_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.backend_is_constant

_stack(arguments) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"backend": {"type": "s3", "arguments": arguments}},
})

test_fails_for_each_that_is_open if {
	verdicts := testing.verdicts(backend_is_constant) with input as _stack({
		"bucket": {"expression": "var.bucket"},
		"key": {"expression": "local.key"},
		"region": "eu-west-1",
	})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "Terraform.backend.bucket"],
		["fail", "Terraform.backend.key"],
	}
}

test_passes_with_constants if {
	testing.statuses(backend_is_constant) == {"": "pass"} with input as _stack({"bucket": "state"})
	testing.statuses(backend_is_constant) == {"": "pass"} with input as _stack({})
}

test_leaves_out_opentofu if {
	testing.statuses(backend_is_constant) == {} with input as object.union(
		_stack({"bucket": {"expression": "var.bucket"}}),
		{"terraform": {"tofu": true}},
	)
}
