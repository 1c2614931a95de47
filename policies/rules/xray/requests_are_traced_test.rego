package stackgrade.rules.xray.requests_are_traced_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.xray.requests_are_traced

_stack(function, machine, stage) := testing.stack(
	{
		"Function": {"type": "AWS::Lambda::Function", "properties": function},
		"Machine": {"type": "AWS::StepFunctions::StateMachine", "properties": machine},
		"Stage": {"type": "AWS::ApiGateway::Stage", "properties": stage},
	},
	{},
)

_all(status) := {"Function": status, "Machine": status, "Stage": status}

test_fails_when_nothing_is_said_or_it_is_off if {
	every stack in [
		_stack({}, {}, {}),
		_stack(
			{"TracingConfig": {"Mode": "PassThrough"}},
			{"TracingConfiguration": {"Enabled": false}},
			{"TracingEnabled": false},
		),
	] {
		testing.statuses(requests_are_traced) == _all("fail") with input as stack
	}
}

test_passes_when_it_is_on if {
	testing.statuses(requests_are_traced) == _all("pass") with input as _stack(
		{"TracingConfig": {"Mode": "Active"}},
		{"TracingConfiguration": {"Enabled": true}},
		{"TracingEnabled": true},
	)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Tracing has no default")
	testing.statuses(requests_are_traced) == _all("unknown") with input as _stack(
		{"TracingConfig": {"Mode": open}},
		{"TracingConfiguration": {"Enabled": open}},
		{"TracingEnabled": open},
	)
}

test_leaves_out_what_answers_no_requests if {
	testing.statuses(requests_are_traced) == {"One": "fail", "Other": "fail"} with input as testing.stack(
		{
			"One": {"type": "AWS::Lambda::Function"},
			"Other": {"type": "AWS::Lambda::Function"},
			"Provider": {"type": "AWS::Lambda::Function"},
			"Thing": {"type": "Custom::Thing", "properties": {"ServiceToken": testing.ref("Provider", "Arn")}},
			"Rotator": {"type": "AWS::Lambda::Function"},
			"Rotation": {
				"type": "AWS::SecretsManager::RotationSchedule",
				"properties": {"RotationLambdaARN": testing.ref("Rotator", "Arn")},
			},
		},
		{},
	)
}

test_leaves_out_a_single_part if {
	testing.statuses(requests_are_traced) == {} with input as testing.stack(
		{"Function": {"type": "AWS::Lambda::Function"}},
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(requests_are_traced) == {} with input as object.union(
		_stack({}, {}, {}),
		{"profile": testing.disposable},
	)
}
