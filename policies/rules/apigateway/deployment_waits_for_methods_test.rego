package stackgrade.rules.apigateway.deployment_waits_for_methods_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.deployment_waits_for_methods

_stack(more) := testing.stack(
	{
		"Deployment": object.union(
			{"type": "AWS::ApiGateway::Deployment", "properties": {"RestApiId": testing.ref("Api", "Ref")}, "raw": {}},
			more,
		),
		"Api": {"type": "AWS::ApiGateway::RestApi", "properties": {}},
		"Get": {"type": "AWS::ApiGateway::Method", "properties": {"RestApiId": testing.ref("Api", "Ref")}},
	},
	{},
)

test_fails_when_nothing_orders_them if {
	testing.statuses(deployment_waits_for_methods) == {"Deployment": "fail"} with input as _stack({})
}

test_passes_when_it_waits_or_is_triggered if {
	every more in [{"depends_on": ["Get"]}, {"raw": {"triggers": {"redeployment": "${sha1(...)}"}}}] {
		testing.statuses(deployment_waits_for_methods) == {"Deployment": "pass"} with input as _stack(more)
	}
}

test_leaves_out_an_api_that_is_not_here if {
	testing.statuses(deployment_waits_for_methods) == {} with input as _stack({"properties": {"RestApiId": "a1b2c3d4e5"}})
}
