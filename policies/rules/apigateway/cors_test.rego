package stackgrade.rules.apigateway.cors_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.cors

_rest(part, methods) := testing.stack(
	object.union(
		{"Path": {"type": "AWS::ApiGateway::Resource", "properties": {"PathPart": part}}},
		{concat("", ["M", format_int(i, 10)]): {
			"type": "AWS::ApiGateway::Method",
			"properties": object.union({"ResourceId": testing.ref("Path", "Ref")}, method),
		} |
			some i, method in methods
		},
	),
	{},
)

_http(properties, route) := testing.stack(
	{
		"Api": {
			"type": "AWS::ApiGatewayV2::Api",
			"properties": object.union({"ProtocolType": "HTTP"}, properties),
		},
		"Route": {
			"type": "AWS::ApiGatewayV2::Route",
			"properties": object.union({"ApiId": testing.ref("Api", "Ref")}, route),
		},
	},
	{},
)

test_fails_without if {
	testing.statuses(cors) == {"Path": "fail"} with input as _rest("orders", [{"HttpMethod": "POST"}])
	testing.statuses(cors) == {"Api": "fail"} with input as _http({}, {"RouteKey": "GET /orders"})
}

test_passes_with if {
	every method in ["OPTIONS", "ANY"] {
		testing.statuses(cors) == {"Path": "pass"} with input as _rest(
			"orders",
			[{"HttpMethod": "POST"}, {"HttpMethod": method}],
		)
	}
	every key in ["OPTIONS /orders", "ANY /orders", "$default"] {
		testing.statuses(cors) == {"Api": "pass"} with input as _http({}, {"RouteKey": key})
	}
	testing.statuses(cors) == {"Api": "pass"} with input as _http(
		{"CorsConfiguration": testing.unknown("parameter Cors has no default")},
		{"RouteKey": "GET /orders"},
	)
}

test_a_browser_asks_before_it_sends_what_an_authorizer_wants if {
	method := {"HttpMethod": "GET", "AuthorizationType": "CUSTOM"}
	testing.statuses(cors) == {"Path": "fail"} with input as _rest("orders", [method])
	testing.statuses(cors) == {} with input as _rest("orders", [{"HttpMethod": "GET", "AuthorizationType": "NONE"}])
}

test_unknown_when_a_method_is_open if {
	testing.statuses(cors) == {"Path": "unknown"} with input as _rest(
		"orders",
		[{"HttpMethod": "POST"}, {"HttpMethod": testing.unknown("parameter Method has no default")}],
	)
}

test_leaves_out_what_no_browser_calls if {
	testing.statuses(cors) == {} with input as _rest("health", [{"HttpMethod": "POST"}])
	testing.statuses(cors) == {} with input as _rest("orders", [{"HttpMethod": "POST", "AuthorizationType": "AWS_IAM"}])
	testing.statuses(cors) == {} with input as _rest("orders", [])
	testing.statuses(cors) == {} with input as _http({"Body": {}}, {"RouteKey": "GET /orders"})
}

test_leaves_out_callers_with_a_key_and_hooks if {
	testing.statuses(cors) == {} with input as _rest("orders", [{"HttpMethod": "POST", "ApiKeyRequired": true}])
	testing.statuses(cors) == {} with input as _rest("webhook", [{"HttpMethod": "POST"}])
}
