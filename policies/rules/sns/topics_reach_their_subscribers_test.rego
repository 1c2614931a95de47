package stackgrade.rules.sns.topics_reach_their_subscribers_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.sns.topics_reach_their_subscribers

_stack(topic, protocol, queue) := testing.stack(
	{
		"Topic": {"type": "AWS::SNS::Topic", "properties": topic},
		"Queue": {"type": "AWS::SQS::Queue", "properties": queue},
		"Subscription": {
			"type": "AWS::SNS::Subscription",
			"properties": {
				"TopicArn": testing.ref("Topic", "Ref"),
				"Protocol": protocol,
				"Endpoint": testing.ref("Queue", "Arn"),
			},
		},
	},
	{},
)

_fifo := [{"FifoTopic": true}, {"FifoQueue": true}]

test_fails_where_a_fifo_topic_cannot_deliver if {
	every protocol in ["lambda", "email", "https"] {
		testing.statuses(topics_reach_their_subscribers) == {"Subscription": "fail"} with input as _stack(
			_fifo[0], protocol,
			{},
		)
	}
}

test_fails_where_a_fifo_queue_cannot_receive if {
	testing.statuses(topics_reach_their_subscribers) == {"Subscription": "fail"} with input as _stack({}, "sqs", _fifo[1])
}

test_passes_where_it_can if {
	testing.statuses(topics_reach_their_subscribers) == {"Subscription": "pass"} with input as _stack(
		_fifo[0], "sqs",
		_fifo[1],
	)
	testing.statuses(topics_reach_their_subscribers) == {"Subscription": "pass"} with input as _stack(_fifo[0], "sqs", {})
	testing.statuses(topics_reach_their_subscribers) == {"Subscription": "pass"} with input as _stack({}, "lambda", {})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(topics_reach_their_subscribers) == {"Subscription": "unknown"} with input as _stack(
		{"FifoTopic": open}, "email",
		{},
	)
}

test_leaves_out_topics_of_other_stacks if {
	testing.statuses(topics_reach_their_subscribers) == {} with input as testing.stack(
		{"Subscription": {"type": "AWS::SNS::Subscription", "properties": {"TopicArn": "arn:x", "Protocol": "sqs"}}},
		{},
	)
}
