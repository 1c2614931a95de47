package stackgrade.rules.config.rules_wait_for_recorder_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.config.rules_wait_for_recorder

_stack(more) := testing.stack(
	{
		"Rule": object.union({"type": "AWS::Config::ConfigRule", "properties": {}}, more),
		"Recorder": {"type": "AWS::Config::ConfigurationRecorder", "properties": {}},
	},
	{},
)

test_fails_when_nothing_orders_them if {
	testing.statuses(rules_wait_for_recorder) == {"Rule": "fail"} with input as _stack({})
}

test_passes_when_it_waits if {
	testing.statuses(rules_wait_for_recorder) == {"Rule": "pass"} with input as _stack({"depends_on": ["Recorder"]})
}

test_leaves_out_stacks_without_a_recorder if {
	testing.statuses(rules_wait_for_recorder) == {} with input as testing.stack(
		{"Rule": {"type": "AWS::Config::ConfigRule", "properties": {}}},
		{},
	)
}
