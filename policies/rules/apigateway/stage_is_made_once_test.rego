package stackgrade.rules.apigateway.stage_is_made_once_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.stage_is_made_once

_stack(deployment) := testing.stack(
	{
		"Api": {"type": "AWS::ApiGateway::RestApi"},
		"Deployment": {
			"type": "AWS::ApiGateway::Deployment",
			"properties": object.union({"RestApiId": testing.ref("Api", "Ref")}, deployment),
		},
		"Stage": {
			"type": "AWS::ApiGateway::Stage",
			"properties": {"RestApiId": testing.ref("Api", "Ref"), "StageName": "live"},
		},
	},
	{},
)

test_fails_when_the_deployment_makes_it_too if {
	testing.statuses(stage_is_made_once) == {"Stage": "fail"} with input as _stack({"StageName": "live"})
}

test_passes_when_the_deployment_makes_none_or_another if {
	testing.statuses(stage_is_made_once) == {"Stage": "pass"} with input as _stack({})
	testing.statuses(stage_is_made_once) == {"Stage": "pass"} with input as _stack({"StageName": "next"})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Stage has no default")
	testing.statuses(stage_is_made_once) == {"Stage": "unknown"} with input as _stack({"StageName": open})
}
