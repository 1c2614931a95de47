package stackgrade.rules.lambda.something_calls_it_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.something_calls_it

_stack(others) := testing.stack(
	object.union(others, {"Function": {
		"type": "AWS::Lambda::Function",
		"properties": {"FunctionName": "orders-${Suffix}"},
	}}),
	{},
)

_other(type, properties) := {"Other": {"type": type, "properties": properties}}

_function := testing.ref("Function", "Arn")

test_fails_when_nothing_calls_it if {
	every stack in [
		_stack({}),
		_stack(_other("AWS::Logs::LogGroup", {"LogGroupName": "/aws/lambda/${Function}"})),
		_stack(_other("AWS::CloudWatch::Alarm", {"Dimensions": [{"Name": "FunctionName", "Value": _function}]})),
		_stack(_other("AWS::Lambda::Alias", {"FunctionName": _function})),
	] {
		testing.statuses(something_calls_it) == {"Function": "fail"} with input as stack
	}
}

test_passes_when_something_calls_it if {
	every stack in [
		_stack(_other("AWS::Lambda::EventSourceMapping", {"FunctionName": _function})),
		_stack(_other("AWS::Lambda::Permission", {"FunctionName": _function})),
		_stack(_other("Custom::Thing", {"ServiceToken": _function})),
		_stack(_other("AWS::IAM::Policy", {"PolicyDocument": {"Statement": [{"Resource": _function}]}})),
		_stack(_other("AWS::StepFunctions::StateMachine", {"DefinitionString": `{"Resource": "orders-${Suffix}"}`})),
		_stack(object.union(
			_other("AWS::Lambda::Alias", {"FunctionName": _function}),
			{"Url": {"type": "AWS::Lambda::Url", "properties": {"TargetFunctionArn": testing.ref("Other", "Ref")}}},
		)),
	] {
		testing.statuses(something_calls_it) == {"Function": "pass"} with input as stack
	}
}

test_passes_when_a_condition_may_call_it if {
	testing.statuses(something_calls_it) == {"Function": "pass"} with input as object.union(
		_stack({"Rule": {
			"type": "AWS::Events::Rule",
			"raw": {"Properties": {"Targets": {"Fn::If": ["Scheduled", [{"Arn": {"Ref": "Function"}}], []]}}},
		}}),
		{"metadata": {"conditions": ["Scheduled"]}},
	)
}

test_passes_when_an_output_names_it if {
	testing.statuses(something_calls_it) == {"Function": "pass"} with input as object.union(
		_stack({}),
		{"outputs": {"Arn": {"value": _function}}},
	)
}

test_unknown_when_it_is_open_what_is_called if {
	testing.statuses(something_calls_it) == {"Function": "unknown"} with input as _stack(_other(
		"AWS::Lambda::EventSourceMapping",
		{"FunctionName": testing.unknown("parameter Function has no default")},
	))
}

test_passes_when_terraform_mentions_it if {
	testing.statuses(something_calls_it) == {"Function": "pass"} with input as object.union(
		_stack({}),
		{"format": "terraform", "terraform": {"mentioned": ["Function"]}},
	)
}
