package stackgrade.rules.apigateway.routes_lead_to_integrations_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.routes_lead_to_integrations

_stack(properties) := testing.stack(
	{
		"Orders": {"type": "AWS::ApiGatewayV2::Integration"},
		"Function": {"type": "AWS::Lambda::Function"},
		"Route": {"type": "AWS::ApiGatewayV2::Route", "properties": properties},
	},
	{},
)

test_fails_with_anything_else if {
	every target in [testing.ref("Orders", "Ref"), "orders", "integrations/${Function}"] {
		testing.statuses(routes_lead_to_integrations) == {"Route": "fail"} with input as _stack({"Target": target})
	}
}

test_passes_with_an_integration if {
	every target in ["integrations/${Orders}", "integrations/abc123", "${Elsewhere}"] {
		testing.statuses(routes_lead_to_integrations) == {"Route": "pass"} with input as _stack({"Target": target})
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Target has no default")
	testing.statuses(routes_lead_to_integrations) == {"Route": "unknown"} with input as _stack({"Target": open})
}

test_leaves_out_a_route_without_target if {
	testing.statuses(routes_lead_to_integrations) == {} with input as _stack({"RouteKey": "$default"})
}
