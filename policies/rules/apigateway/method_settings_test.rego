package stackgrade.rules.apigateway.method_settings_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.method_settings

_stage(path, method) := testing.stack(
	{"Stage": {
		"type": "AWS::ApiGateway::Stage",
		"properties": {"MethodSettings": [{"ResourcePath": path, "HttpMethod": method}]},
	}},
	{},
)

test_fails_for_patterns_that_there_are_not if {
	every case in [["/*/*", "*"], ["/~1orders~1*", "GET"], ["*", "*"], ["orders", "GET"], ["/~1orders", "*"]] {
		testing.statuses(method_settings) == {"Stage": "fail"} with input as _stage(case[0], case[1])
	}
}

test_passes_for_all_and_for_one if {
	every case in [["/*", "*"], ["/~1orders~1{id}", "GET"], ["/", "POST"], ["/", "*"], ["/${Path}", "*"]] {
		testing.statuses(method_settings) == {"Stage": "pass"} with input as _stage(case[0], case[1])
	}
}

test_unknown_when_open if {
	testing.statuses(method_settings) == {"Stage": "unknown"} with input as _stage(testing.unknown("open"), "*")
}

test_sees_the_stage_of_a_deployment if {
	testing.statuses(method_settings) == {"Deployment": "fail"} with input as testing.stack(
		{
			"Deployment": {
				"type": "AWS::ApiGateway::Deployment",
				"properties": {"StageDescription": {"MethodSettings": [{"ResourcePath": "/*/*"}]}},
			},
			"Silent": {"type": "AWS::ApiGateway::Stage", "properties": {}},
		},
		{},
	)
}
