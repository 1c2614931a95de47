package stackgrade.rules.terraform.state_is_remote_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.state_is_remote

_stack(backend) := testing.stack({}, {"format": "terraform", "terraform": {"providers": ["aws"], "backend": backend}})

test_fails_without_a_remote_backend if {
	every backend in [null, {"type": "local", "arguments": {}}] {
		testing.statuses(state_is_remote) == {"": "fail"} with input as _stack(backend)
	}
}

test_passes_with_one if {
	every type in ["s3", "cloud", "http"] {
		testing.statuses(state_is_remote) == {"": "pass"} with input as _stack({"type": type, "arguments": {}})
	}
}

test_leaves_out_a_module_that_others_call if {
	testing.statuses(state_is_remote) == {} with input as testing.stack(
		{},
		{"format": "terraform", "terraform": {"providers": [], "backend": null}},
	)
}

test_leaves_out_examples if {
	every path in ["examples/complete", "modules/queue/example", "queue/tests/plain"] {
		testing.statuses(state_is_remote) == {} with input as object.union(_stack(null), {"path": path})
	}
	testing.statuses(state_is_remote) == {"": "fail"} with input as object.union(_stack(null), {"path": "live/attests"})
}

test_leaves_out_stacks_that_are_thrown_away if {
	testing.statuses(state_is_remote) == {} with input as object.union(
		_stack(null),
		{"profile": testing.disposable},
	)
}
