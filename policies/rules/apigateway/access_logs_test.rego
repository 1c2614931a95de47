package stackgrade.rules.apigateway.access_logs_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.access_logs

_stacks(setting) := [
	testing.stack(
		{"Stage": {"type": "AWS::ApiGateway::Stage", "properties": {"AccessLogSetting": setting}}},
		{},
	),
	testing.stack(
		{"Stage": {"type": "AWS::ApiGatewayV2::Stage", "properties": {"AccessLogSettings": setting}}},
		{},
	),
	testing.stack(
		{"Stage": {"type": "AWS::ApiGateway::Deployment", "properties": {
			"StageName": "v1",
			"StageDescription": {"AccessLogSetting": setting},
		}}},
		{},
	),
]

test_fails_without if {
	every stack in array.concat(_stacks({}), _stacks({"Format": "$context.requestId"})) {
		testing.statuses(access_logs) == {"Stage": "fail"} with input as stack
	}
}

test_passes_with if {
	every destination in ["arn:aws:logs:eu-west-1:1:log-group:api", testing.unknown("parameter Logs has no default")] {
		every stack in _stacks({"DestinationArn": destination}) {
			testing.statuses(access_logs) == {"Stage": "pass"} with input as stack
		}
	}
}

test_unknown_when_the_settings_are_open if {
	testing.statuses(access_logs) == {"Stage": "unknown"} with input as testing.stack(
		{"Stage": {
			"type": "AWS::ApiGateway::Stage",
			"properties": {"AccessLogSetting": testing.unknown("a condition decides")},
		}},
		{},
	)
}

test_is_for_production if {
	testing.statuses(access_logs) == {} with input as testing.stack(
		{"Stage": {"type": "AWS::ApiGateway::Stage"}},
		{"profile": testing.disposable},
	)
}
