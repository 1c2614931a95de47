package stackgrade.rules.lifecycle.buckets_are_emptied_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lifecycle.buckets_are_emptied

_stack(raw) := testing.stack(
	{"Orders": {"type": "AWS::S3::Bucket", "raw": raw}},
	{"profile": testing.disposable, "format": "terraform"},
)

test_fails_when_it_is_not_emptied if {
	every raw in [{}, {"force_destroy": false}] {
		testing.statuses(buckets_are_emptied) == {"Orders": "fail"} with input as _stack(raw)
	}
}

test_passes_when_it_is_or_may_be if {
	every value in [true, "${var.force}", {"$unknown": "variable force has no default"}] {
		testing.statuses(buckets_are_emptied) == {"Orders": "pass"} with input as _stack({"force_destroy": value})
	}
}

test_does_not_apply_where_data_is_kept if {
	testing.statuses(buckets_are_emptied) == {} with input as object.union(
		_stack({}),
		{"profile": testing.production},
	)
}
