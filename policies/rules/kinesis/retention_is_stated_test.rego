package stackgrade.rules.kinesis.retention_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kinesis.retention_is_stated

_stream(properties) := {"Stream": {"type": "AWS::Kinesis::Stream", "properties": properties}}

test_fails_when_not_stated if {
	testing.statuses(retention_is_stated) == {"Stream": "fail"} with input as testing.stack(_stream({}), {})
}

test_passes_when_stated if {
	testing.statuses(retention_is_stated) == {"Stream": "pass"} with input as testing.stack(
		_stream({"RetentionPeriodHours": 24}),
		{},
	)
	testing.statuses(retention_is_stated) == {"Stream": "pass"} with input as testing.stack(
		_stream({"RetentionPeriodHours": testing.unknown("parameter Hours has no default")}),
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(retention_is_stated) == {} with input as testing.stack(
		_stream({}),
		{"profile": testing.disposable},
	)
}
