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

_with_integration(more) := object.union(_stack(more), {
	"format": "terraform",
	"resources": {
		"Get": {"properties": {"Integration": {"Type": "MOCK"}}},
		"aws_api_gateway_integration.post": {"type": "aws_api_gateway_integration", "depends_on": []},
	},
})

test_terraform_makes_the_integration_after_the_method if {
	testing.statuses(deployment_waits_for_methods) == {"Deployment": "fail"} with input as _with_integration({
		"depends_on": ["Get"],
		"depends_on_parts": ["aws_api_gateway_method_response.get"],
	})
	every more in [
		{"depends_on": ["Get"], "depends_on_parts": ["module.orders.aws_api_gateway_integration.get"]},
		{"depends_on": ["Get", "aws_api_gateway_integration.post"]},
		{"depends_on": ["Get"], "raw": {"triggers": {"redeployment": "${sha1(...)}"}}},
	] {
		testing.statuses(deployment_waits_for_methods) == {"Deployment": "pass"} with input as _with_integration(more)
	}
}

_alone(properties) := testing.stack(
	{
		"Deployment": {"type": "AWS::ApiGateway::Deployment", "properties": {"RestApiId": testing.ref("Api", "Ref")}},
		"Api": {"type": "AWS::ApiGateway::RestApi", "properties": properties},
	},
	{},
)

test_fails_without_any_method if {
	testing.statuses(deployment_waits_for_methods) == {"Deployment": "fail"} with input as _alone({"Name": "orders"})
}

test_leaves_out_an_api_that_is_imported if {
	every definition in ["Body", "BodyS3Location", "CloneFrom"] {
		testing.statuses(deployment_waits_for_methods) == {} with input as _alone({definition: testing.unknown("a file")})
	}
}

test_unknown_while_a_part_is_out_of_sight if {
	testing.statuses(deployment_waits_for_methods) == {"Deployment": "unknown"} with input as object.union(
		_alone({}),
		{"incomplete": [{"address": "module.methods", "reason": "it is not installed"}]},
	)
}

test_leaves_out_an_api_that_is_not_here if {
	testing.statuses(deployment_waits_for_methods) == {} with input as _stack({"properties": {"RestApiId": "a1b2c3d4e5"}})
}
