package stackgrade.rules.terraform.version_required_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.version_required

_stack(version) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"providers": ["aws"], "required_version": version},
})

test_fails_without_a_version if {
	testing.statuses(version_required) == {"": "fail"} with input as _stack(null)
}

test_passes_with_one if {
	testing.statuses(version_required) == {"": "pass"} with input as _stack(">= 1.5")
}

test_leaves_out_what_a_generator_writes if {
	testing.statuses(version_required) == {} with input as object.union(_stack(null), {"format": "cdktf"})
}
