package stackgrade.rules.sqs.failed_messages_are_kept_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.sqs.failed_messages_are_kept

_queue(properties) := {"type": "AWS::SQS::Queue", "properties": properties}

_redrive := {"deadLetterTargetArn": testing.ref("Other", "Arn"), "maxReceiveCount": 5}

test_fails_without if {
	testing.statuses(failed_messages_are_kept) == {"Orders": "fail"} with input as testing.stack(
		{"Orders": _queue({})},
		{},
	)
}

test_passes_with_and_leaves_out_the_queue_that_takes_them if {
	testing.statuses(failed_messages_are_kept) == {"Orders": "pass"} with input as testing.stack(
		{"Orders": _queue({"RedrivePolicy": _redrive}), "Other": _queue({})},
		{},
	)
}

test_passes_when_it_is_open_where_they_go if {
	testing.statuses(failed_messages_are_kept) == {"Orders": "pass"} with input as testing.stack(
		{"Orders": _queue({"RedrivePolicy": testing.unknown("parameter Policy has no default")})},
		{},
	)
}

test_leaves_out_queues_for_what_has_failed if {
	testing.statuses(failed_messages_are_kept) == {} with input as testing.stack(
		{
			"OrdersDLQ": _queue({}),
			"Named": _queue({"QueueName": "orders-dead-letter"}),
			"Allowing": _queue({"RedriveAllowPolicy": {"redrivePermission": "allowAll"}}),
			"Target": _queue({}),
			"Function": {
				"type": "AWS::Lambda::Function",
				"properties": {"DeadLetterConfig": {"TargetArn": testing.ref("Target", "Arn")}},
			},
		},
		{},
	)
}
