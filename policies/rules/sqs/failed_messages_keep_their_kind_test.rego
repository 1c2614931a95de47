package stackgrade.rules.sqs.failed_messages_keep_their_kind_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.sqs.failed_messages_keep_their_kind

_stack(queue, failed) := testing.stack(
	{
		"Failed": {"type": "AWS::SQS::Queue", "properties": failed},
		"Queue": {
			"type": "AWS::SQS::Queue",
			"properties": object.union(
				queue,
				{"RedrivePolicy": {"deadLetterTargetArn": testing.ref("Failed", "Arn"), "maxReceiveCount": 3}},
			),
		},
	},
	{},
)

test_fails_when_one_of_them_is_fifo if {
	testing.statuses(failed_messages_keep_their_kind) == {"Queue": "fail"} with input as _stack({"FifoQueue": true}, {})
	testing.statuses(failed_messages_keep_their_kind) == {"Queue": "fail"} with input as _stack(
		{"FifoQueue": false},
		{"FifoQueue": true},
	)
}

test_passes_when_both_are_or_neither if {
	testing.statuses(failed_messages_keep_their_kind) == {"Queue": "pass"} with input as _stack({}, {})
	testing.statuses(failed_messages_keep_their_kind) == {"Queue": "pass"} with input as _stack(
		{"FifoQueue": true},
		{"FifoQueue": true},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(failed_messages_keep_their_kind) == {"Queue": "unknown"} with input as _stack(
		{"FifoQueue": testing.unknown("parameter X has no default")},
		{},
	)
}

test_leaves_out_queues_of_other_stacks if {
	testing.statuses(failed_messages_keep_their_kind) == {} with input as testing.stack(
		{"Queue": {"type": "AWS::SQS::Queue", "properties": {"RedrivePolicy": {"deadLetterTargetArn": "arn:x"}}}},
		{},
	)
}
