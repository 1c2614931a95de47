package stackgrade.rules.cloudtrail.calls_are_recorded_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudtrail.calls_are_recorded

_stack(types, more) := testing.stack(
	{type: {"type": type} | some type in types},
	object.union(
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
		more,
	),
)

test_fails_without_a_trail if {
	testing.statuses(calls_are_recorded) == {"": "fail"} with input as _stack(["AWS::S3::Bucket"], {})
}

test_passes_with_one if {
	testing.statuses(calls_are_recorded) == {"": "pass"} with input as _stack(
		["AWS::S3::Bucket", "AWS::CloudTrail::Trail"],
		{},
	)
}

test_leaves_out_stacks_without_data_and_nested_ones if {
	every stack in [
		_stack(["AWS::EC2::VPC"], {}),
		_stack(["AWS::S3::Bucket"], {"name": "parent.Storage", "path": "parent.yaml"}),
	] {
		testing.statuses(calls_are_recorded) == {} with input as stack
	}
}

test_unknown_when_a_part_of_the_stack_is_out_of_sight if {
	testing.statuses(calls_are_recorded) == {"": "unknown"} with input as _stack(
		["AWS::S3::Bucket"],
		{"incomplete": [{"address": "Audit", "reason": "the nested stack lies in a bucket"}]},
	)
}

test_does_not_apply_elsewhere if {
	testing.statuses(calls_are_recorded) == {} with input as _stack(
		["AWS::S3::Bucket"],
		{"profile": testing.production},
	)
}
