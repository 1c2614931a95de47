package stackgrade.rules.terraform.state_is_locked_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.state_is_locked

_stack(type, arguments) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"backend": {"type": type, "arguments": arguments}},
})

_place := {"bucket": "state", "key": "shop"}

test_fails_without_a_lock if {
	every more in [{}, {"use_lockfile": false}] {
		testing.statuses(state_is_locked) == {"": "fail"} with input as _stack("s3", object.union(_place, more))
	}
}

test_passes_with_a_lock if {
	every more in [{"dynamodb_table": "locks"}, {"use_lockfile": true}] {
		testing.statuses(state_is_locked) == {"": "pass"} with input as _stack("s3", object.union(_place, more))
	}
}

test_leaves_out_what_is_given_elsewhere if {
	testing.statuses(state_is_locked) == {} with input as _stack("s3", {"key": "shop"})
	testing.statuses(state_is_locked) == {} with input as _stack("http", _place)
}
