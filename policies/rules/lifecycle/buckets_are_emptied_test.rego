package stackgrade.rules.lifecycle.buckets_are_emptied_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lifecycle.buckets_are_emptied

_stack(lifecycle) := testing.stack(
	{"Orders": {"type": "AWS::S3::Bucket", "lifecycle": lifecycle}},
	{"profile": testing.disposable, "format": "terraform"},
)

test_fails_when_it_is_not_emptied if {
	every lifecycle in [{}, {"ForceDestroy": false}] {
		testing.statuses(buckets_are_emptied) == {"Orders": "fail"} with input as _stack(lifecycle)
	}
}

test_passes_when_it_is if {
	testing.statuses(buckets_are_emptied) == {"Orders": "pass"} with input as _stack({"ForceDestroy": true})
}

test_unknown_when_a_variable_decides if {
	open := testing.unknown("variable force has no default")
	testing.statuses(buckets_are_emptied) == {"Orders": "unknown"} with input as _stack({"ForceDestroy": open})
}

test_does_not_apply_where_data_is_kept if {
	testing.statuses(buckets_are_emptied) == {} with input as object.union(
		_stack({}),
		{"profile": testing.production},
	)
}
