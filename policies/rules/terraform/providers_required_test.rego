package stackgrade.rules.terraform.providers_required_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.providers_required

_stack(required, locked) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"used_providers": ["aws", "random"], "required_providers": required, "locked": locked},
})

test_fails_for_each_that_is_not_declared if {
	verdicts := testing.verdicts(providers_required) with input as _stack({"aws": {"source": "hashicorp/aws"}}, false)
	count(verdicts) == 2
	every verdict in verdicts {
		verdict.status == "fail"
	}
}

test_passes_when_all_are if {
	testing.statuses(providers_required) == {"": "pass"} with input as _stack(
		{"aws": {"version": "~> 5.0"}, "random": {"version": ">= 3.0"}},
		false,
	)
}

test_leaves_out_what_a_lock_file_holds if {
	testing.statuses(providers_required) == {} with input as _stack({}, true)
}

test_leaves_out_what_terragrunt_completes if {
	completed := {"terraform": {"completed": true}}
	testing.statuses(providers_required) == {} with input as object.union(_stack({}, false), completed)
}
