package stackgrade.rules.lambda.source_settings_fit_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.source_settings_fit

_stack(type, properties, settings) := testing.stack(
	{
		"Source": {"type": type, "properties": properties},
		"Mapping": {
			"type": "AWS::Lambda::EventSourceMapping",
			"properties": object.union({"EventSourceArn": testing.ref("Source", "Arn")}, settings),
		},
	},
	{},
)

_queue(settings) := _stack("AWS::SQS::Queue", {}, settings)

_fifo(settings) := _stack("AWS::SQS::Queue", {"FifoQueue": true}, settings)

_stream(settings) := _stack("AWS::Kinesis::Stream", {}, settings)

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(source_settings_fit)
	verdict.status == "fail"
}

test_fails_for_what_a_queue_does_not_have if {
	_wrong == {"StartingPosition"} with input as _queue({"StartingPosition": "LATEST"})
	_wrong == {"BatchSize"} with input as _queue({"BatchSize": 100})
	_wrong == {"BatchSize"} with input as _queue({"BatchSize": 11, "MaximumBatchingWindowInSeconds": 0})
}

test_fails_for_what_a_fifo_queue_does_not_have if {
	_wrong == {"BatchSize", "MaximumBatchingWindowInSeconds"} with input as _fifo({
		"BatchSize": 100,
		"MaximumBatchingWindowInSeconds": 5,
	})
}

test_fails_for_what_a_stream_lacks_or_does_not_have if {
	_wrong == {"StartingPosition"} with input as _stream({"BatchSize": 100})
	_wrong == {"ScalingConfig"} with input as _stream({
		"StartingPosition": "LATEST",
		"ScalingConfig": {"MaximumConcurrency": 2},
	})
}

test_passes_with_what_fits if {
	every document in [
		_queue({"BatchSize": 100, "MaximumBatchingWindowInSeconds": 5, "ScalingConfig": {"MaximumConcurrency": 2}}),
		_queue({}),
		_fifo({"BatchSize": 10}),
		_stream({"StartingPosition": "LATEST", "BatchSize": 1000}),
	] {
		testing.statuses(source_settings_fit) == {"Mapping": "pass"} with input as document
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(source_settings_fit) == {"Mapping": "unknown"} with input as _queue({
		"BatchSize": testing.unknown("parameter X has no default"),
	})
	testing.statuses(source_settings_fit) == {"Mapping": "unknown"} with input as _queue({
		"EventSourceArn": testing.unknown("parameter X has no default"),
	})
}

test_leaves_out_other_sources if {
	testing.statuses(source_settings_fit) == {} with input as _stack("AWS::MSK::Cluster", {}, {})
}
