package stackgrade.rules.lambda.failed_events_are_kept_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.failed_events_are_kept

_stack(principal, properties, others) := testing.stack(
	object.union(others, {
		"Function": {"type": "AWS::Lambda::Function", "properties": properties},
		"Permission": {"type": "AWS::Lambda::Permission", "properties": {
			"FunctionName": testing.ref("Function", "Arn"),
			"Principal": principal,
		}},
	}),
	{},
)

_config(function) := {"Config": {"type": "AWS::Lambda::EventInvokeConfig", "properties": {
	"FunctionName": function,
	"DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sqs:eu-west-1:1:failed"}},
}}}

test_fails_when_they_are_dropped if {
	every principal in ["s3.amazonaws.com", "sns.amazonaws.com", "events.${AWS::URLSuffix}"] {
		testing.statuses(failed_events_are_kept) == {"Function": "fail"} with input as _stack(principal, {}, {})
	}
}

test_passes_when_they_are_kept if {
	every stack in [
		_stack("s3.amazonaws.com", {"DeadLetterConfig": {"TargetArn": "arn:aws:sqs:eu-west-1:1:failed"}}, {}),
		_stack("s3.amazonaws.com", {}, _config(testing.ref("Function", "Ref"))),
		_stack("s3.amazonaws.com", {"FunctionName": "orders"}, _config("orders")),
	] {
		testing.statuses(failed_events_are_kept) == {"Function": "pass"} with input as stack
	}
}

test_fails_when_the_destination_is_for_another if {
	testing.statuses(failed_events_are_kept) == {"Function": "fail"} with input as _stack(
		"s3.amazonaws.com",
		{"FunctionName": "orders"},
		_config("bills"),
	)
}

test_unknown_when_it_is_open_whose_destination_it_is if {
	testing.statuses(failed_events_are_kept) == {"Function": "unknown"} with input as _stack(
		"s3.amazonaws.com",
		{},
		_config(testing.unknown("parameter Function has no default")),
	)
}

test_leaves_out_who_is_called_and_waited_for if {
	testing.statuses(failed_events_are_kept) == {} with input as _stack("apigateway.amazonaws.com", {}, {})
}
