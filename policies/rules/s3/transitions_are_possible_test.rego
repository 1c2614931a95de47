package stackgrade.rules.s3.transitions_are_possible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.transitions_are_possible

_stack(rule) := testing.stack(
	{"Data": {"type": "AWS::S3::Bucket", "properties": {"LifecycleConfiguration": {"Rules": [rule]}}}},
	{},
)

_move(days) := [{"StorageClass": "STANDARD_IA", "TransitionInDays": days}]

test_fails_when_objects_move_too_early if {
	testing.statuses(transitions_are_possible) == {"Data": "fail"} with input as _stack({"Transitions": _move(7)})
}

test_fails_when_objects_expire_before_they_move if {
	testing.statuses(transitions_are_possible) == {"Data": "fail"} with input as _stack({
		"ExpirationInDays": 30,
		"Transitions": _move(30),
	})
}

test_passes_in_order if {
	testing.statuses(transitions_are_possible) == {"Data": "pass"} with input as _stack({
		"ExpirationInDays": 90,
		"Transitions": _move(30),
	})
	glacier := [{"StorageClass": "GLACIER", "TransitionInDays": 1}]
	testing.statuses(transitions_are_possible) == {"Data": "pass"} with input as _stack({"Transitions": glacier})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Days has no default")
	testing.statuses(transitions_are_possible) == {"Data": "unknown"} with input as _stack({
		"Transitions": _move(open),
	})
}

test_leaves_out_what_does_not_move if {
	testing.statuses(transitions_are_possible) == {} with input as _stack({"ExpirationInDays": 1})
}
