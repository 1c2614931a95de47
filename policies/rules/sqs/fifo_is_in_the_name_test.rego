package stackgrade.rules.sqs.fifo_is_in_the_name_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.sqs.fifo_is_in_the_name

_queue(properties) := testing.stack({"Queue": {"type": "AWS::SQS::Queue", "properties": properties}}, {})

test_fails_without_the_ending if {
	testing.statuses(fifo_is_in_the_name) == {"Queue": "fail"} with input as _queue({
		"FifoQueue": true,
		"QueueName": "orders",
	})
}

test_fails_with_the_ending_alone if {
	testing.statuses(fifo_is_in_the_name) == {"Queue": "fail"} with input as _queue({"QueueName": "orders.fifo"})
	testing.statuses(fifo_is_in_the_name) == {"Topic": "fail"} with input as testing.stack(
		{"Topic": {"type": "AWS::SNS::Topic", "properties": {"TopicName": "${AWS::StackName}.fifo"}}},
		{},
	)
}

test_passes_when_they_agree if {
	testing.statuses(fifo_is_in_the_name) == {"Queue": "pass"} with input as _queue({
		"FifoQueue": true,
		"QueueName": "orders.fifo",
	})
	testing.statuses(fifo_is_in_the_name) == {"Queue": "pass"} with input as _queue({"QueueName": "orders"})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Fifo has no default")
	testing.statuses(fifo_is_in_the_name) == {"Queue": "unknown"} with input as _queue({
		"FifoQueue": open,
		"QueueName": "orders",
	})
}

test_leaves_out_names_that_end_in_a_token if {
	testing.statuses(fifo_is_in_the_name) == {} with input as _queue({
		"FifoQueue": true,
		"QueueName": "orders-${AWS::StackName}",
	})
	testing.statuses(fifo_is_in_the_name) == {} with input as _queue({"FifoQueue": true})
}
