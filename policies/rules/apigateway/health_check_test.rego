package stackgrade.rules.apigateway.health_check_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.health_check

_rest(part) := testing.reviewed(
	{
		"Api": {"type": "AWS::ApiGateway::RestApi"},
		"Path": {
			"type": "AWS::ApiGateway::Resource",
			"properties": {"RestApiId": testing.ref("Api", "Ref"), "PathPart": part},
		},
		"Get": {"type": "AWS::ApiGateway::Method", "properties": {"RestApiId": testing.ref("Api", "Ref")}},
	},
	{},
)

_http(key) := testing.reviewed(
	{
		"Api": {"type": "AWS::ApiGatewayV2::Api", "properties": {"ProtocolType": "HTTP"}},
		"Get": {
			"type": "AWS::ApiGatewayV2::Route",
			"properties": {"ApiId": testing.ref("Api", "Ref"), "RouteKey": key},
		},
	},
	{},
)

_open := testing.unknown("parameter Path has no default")

test_fails_without if {
	every stack in [_rest("orders"), _http("GET /orders"), _http("GET /healthy-food")] {
		testing.statuses(health_check) == {"Api": "fail"} with input as stack
	}
}

test_passes_with if {
	every stack in [_rest("health"), _rest("ping"), _http("GET /health"), _http("GET /api/healthz")] {
		testing.statuses(health_check) == {"Api": "pass"} with input as stack
	}
}

test_unknown_when_the_path_is_open if {
	testing.statuses(health_check) == {"Api": "unknown"} with input as _rest(_open)
}

test_leaves_out_what_hands_every_path_on if {
	every stack in [_rest("{proxy+}"), _http("$default"), _http("ANY /{proxy+}")] {
		testing.statuses(health_check) == {} with input as stack
	}
}

test_leaves_out_apis_that_are_described_elsewhere_or_have_no_methods if {
	testing.statuses(health_check) == {} with input as testing.reviewed(
		{
			"Api": {"type": "AWS::ApiGateway::RestApi"},
			"Described": {"type": "AWS::ApiGateway::RestApi", "properties": {"Body": {"paths": {}}}},
			"Sockets": {"type": "AWS::ApiGatewayV2::Api", "properties": {"ProtocolType": "WEBSOCKET"}},
		},
		{},
	)
}
