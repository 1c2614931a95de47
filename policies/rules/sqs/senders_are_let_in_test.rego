package stackgrade.rules.sqs.senders_are_let_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.sqs.senders_are_let_in

_stack(policy) := testing.stack(
	object.union(
		{
			"It": {"type": "AWS::SQS::Queue", "properties": {}},
			"Rule": {
				"type": "AWS::Events::Rule",
				"properties": {"Targets": [{"Arn": testing.ref("It", "Arn")}]},
			},
		},
		policy,
	),
	{},
)

_policy(principal) := {"Policy": {"type": "AWS::SQS::QueuePolicy", "properties": {
	"Queues": [testing.ref("It", "Ref")],
	"PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": principal}]},
}}}

test_fails_without_a_statement_for_the_sender if {
	every policy in [{}, _policy({"Service": "iot.amazonaws.com"})] {
		testing.statuses(senders_are_let_in) == {"It": "fail"} with input as _stack(policy)
	}
}

test_passes_with_one if {
	every principal in [{"Service": ["events.amazonaws.com"]}, "*"] {
		testing.statuses(senders_are_let_in) == {"It": "pass"} with input as _stack(_policy(principal))
	}
}

test_leaves_out_who_sends_with_a_role if {
	target := {"Arn": testing.ref("It", "Arn"), "RoleArn": "arn:aws:iam::123456789012:role/rule"}
	testing.statuses(senders_are_let_in) == {} with input as testing.stack(
		{
			"It": {"type": "AWS::SQS::Queue", "properties": {}},
			"Rule": {"type": "AWS::Events::Rule", "properties": {"Targets": [target]}},
		},
		{},
	)
	dead := {"Arn": "arn:aws:sns:eu-west-1:123456789012:t", "DeadLetterConfig": {"Arn": testing.ref("It", "Arn")}}
	testing.statuses(senders_are_let_in) == {"It": "fail"} with input as testing.stack(
		{
			"It": {"type": "AWS::SQS::Queue", "properties": {}},
			"Rule": {"type": "AWS::Events::Rule", "properties": {"Targets": [target, dead]}},
		},
		{},
	)
}

test_leaves_out_what_nobody_sends_to if {
	testing.statuses(senders_are_let_in) == {} with input as _stack({"Rule": {"properties": {"Targets": []}}})
}

test_unknown_when_the_policy_is_open if {
	testing.statuses(senders_are_let_in) == {"It": "unknown"} with input as _stack(_policy({"$unknown": "X is open"}))
}
