package stackgrade.rules.apigateway.access_log_format_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.access_log_format

_stage(format) := testing.stack(
	{"Stage": {"type": "AWS::ApiGateway::Stage", "properties": {"AccessLogSetting": {"Format": format}}}},
	{},
)

test_fails_with_several_lines if {
	testing.statuses(access_log_format) == {"Stage": "fail"} with input as _stage("{\n\"id\": \"$context.requestId\"\n}\n")
}

test_fails_without_the_request if {
	testing.statuses(access_log_format) == {"Stage": "fail"} with input as _stage("$context.status")
}

test_passes_with_one_line if {
	every format in ["$context.requestId $context.status\n", "$context.extendedRequestId", "${Format}"] {
		testing.statuses(access_log_format) == {"Stage": "pass"} with input as _stage(format)
	}
}

test_unknown_when_open if {
	testing.statuses(access_log_format) == {"Stage": "unknown"} with input as _stage(testing.unknown("open"))
}

test_sees_every_kind_of_stage if {
	testing.statuses(access_log_format) == {"Deployment": "fail", "Http": "fail"} with input as testing.stack(
		{
			"Deployment": {
				"type": "AWS::ApiGateway::Deployment",
				"properties": {"StageDescription": {"AccessLogSetting": {"Format": "a\nb"}}},
			},
			"Http": {
				"type": "AWS::ApiGatewayV2::Stage",
				"properties": {"AccessLogSettings": {"Format": "a\nb"}},
			},
			"Silent": {"type": "AWS::ApiGatewayV2::Stage", "properties": {}},
		},
		{},
	)
}
