package stackgrade.rules.apigateway.execution_logs_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.execution_logs

_stage(settings) := {"Stage": {"type": "AWS::ApiGateway::Stage", "properties": {"MethodSettings": settings}}}

test_fails_without if {
	every settings in [[], [{"LoggingLevel": "OFF"}], [{"ThrottlingRateLimit": 5}]] {
		testing.statuses(execution_logs) == {"Stage": "fail"} with input as testing.stack(_stage(settings), {})
	}
}

test_passes_with if {
	every level in ["ERROR", "INFO"] {
		testing.statuses(execution_logs) == {"Stage": "pass"} with input as testing.stack(
			_stage([{"ResourcePath": "/*", "HttpMethod": "*", "LoggingLevel": level}]),
			{},
		)
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(execution_logs) == {"Stage": "unknown"} with input as testing.stack(
		_stage([{"LoggingLevel": testing.unknown("parameter Level has no default")}]),
		{},
	)
}

test_knows_stages_that_a_deployment_makes if {
	every description, status in {"": "fail", "INFO": "pass"} {
		testing.statuses(execution_logs) == {"Deployment": status} with input as testing.stack(
			{"Deployment": {"type": "AWS::ApiGateway::Deployment", "properties": {
				"StageName": "v1",
				"StageDescription": {"LoggingLevel": description},
			}}},
			{},
		)
	}
}

test_unknown_when_a_parameter_decides_for_a_deployment if {
	testing.statuses(execution_logs) == {"Deployment": "unknown"} with input as testing.stack(
		{"Deployment": {"type": "AWS::ApiGateway::Deployment", "properties": {
			"StageName": "v1",
			"StageDescription": {"LoggingLevel": testing.unknown("parameter Level has no default")},
		}}},
		{},
	)
}

test_leaves_out_deployments_that_another_stage_takes if {
	testing.statuses(execution_logs) == {"Stage": "fail"} with input as testing.stack(
		{
			"Deployment": {"type": "AWS::ApiGateway::Deployment", "properties": {"StageName": "Stage"}},
			"Bare": {"type": "AWS::ApiGateway::Deployment"},
			"Stage": {
				"type": "AWS::ApiGateway::Stage",
				"properties": {"DeploymentId": testing.ref("Deployment", "Ref")},
			},
		},
		{},
	)
}

test_is_for_production if {
	testing.statuses(execution_logs) == {} with input as testing.stack(_stage([]), {"profile": testing.disposable})
}
