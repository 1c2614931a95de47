package stackgrade.rules.sqs.messages_stay_hidden_while_worked_on_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.sqs.messages_stay_hidden_while_worked_on

_stack(queue, function) := testing.stack(
	{
		"Queue": {"type": "AWS::SQS::Queue", "properties": queue},
		"Work": {"type": "AWS::Lambda::Function", "properties": function},
		"Mapping": {
			"type": "AWS::Lambda::EventSourceMapping",
			"properties": {"EventSourceArn": testing.ref("Queue", "Arn"), "FunctionName": testing.ref("Work", "Ref")},
		},
	},
	{},
)

test_fails_when_the_function_may_work_for_longer if {
	testing.statuses(messages_stay_hidden_while_worked_on) == {"Mapping": "fail"} with input as _stack(
		{},
		{"Timeout": 60},
	)
	testing.statuses(messages_stay_hidden_while_worked_on) == {"Mapping": "fail"} with input as _stack(
		{"VisibilityTimeout": 1},
		{},
	)
}

test_passes_when_messages_stay_hidden if {
	testing.statuses(messages_stay_hidden_while_worked_on) == {"Mapping": "pass"} with input as _stack({}, {})
	testing.statuses(messages_stay_hidden_while_worked_on) == {"Mapping": "pass"} with input as _stack(
		{"VisibilityTimeout": 360},
		{"Timeout": 60},
	)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Timeout has no default")
	testing.statuses(messages_stay_hidden_while_worked_on) == {"Mapping": "unknown"} with input as _stack(
		{},
		{"Timeout": open},
	)
}

test_leaves_out_other_sources if {
	testing.statuses(messages_stay_hidden_while_worked_on) == {} with input as testing.stack(
		{"Mapping": {"type": "AWS::Lambda::EventSourceMapping", "properties": {"EventSourceArn": "arn:aws:sqs:x"}}},
		{},
	)
}
