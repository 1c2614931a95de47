package stackgrade.rules.apigateway.callers_are_known_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.callers_are_known

_method(properties) := {"Method": {"type": "AWS::ApiGateway::Method", "properties": object.union(
	{"HttpMethod": "POST", "RestApiId": testing.ref("Api", "Ref"), "ResourceId": testing.ref("Path", "Ref")},
	properties,
)}}

_api(properties) := {"Api": {"type": "AWS::ApiGateway::RestApi", "properties": properties}}

_path(part) := {"Path": {"type": "AWS::ApiGateway::Resource", "properties": {"PathPart": part}}}

_route(key, properties) := {"Route": {
	"type": "AWS::ApiGatewayV2::Route",
	"properties": object.union({"RouteKey": key}, properties),
}}

test_fails_when_everybody_may_call if {
	every resources in [
		_method({"AuthorizationType": "NONE"}),
		_method({}),
		object.union_n([_method({"ApiKeyRequired": false}), _api({}), _path("orders")]),
	] {
		testing.statuses(callers_are_known) == {"Method": "fail"} with input as testing.stack(resources, {})
	}
	testing.statuses(callers_are_known) == {"Route": "fail"} with input as testing.stack(_route("GET /orders", {}), {})
}

test_passes_when_callers_are_known if {
	every properties in [
		{"AuthorizationType": "AWS_IAM"},
		{"AuthorizationType": "COGNITO_USER_POOLS"},
		{"AuthorizationType": "NONE", "ApiKeyRequired": true},
	] {
		testing.statuses(callers_are_known) == {"Method": "pass"} with input as testing.stack(_method(properties), {})
	}
	testing.statuses(callers_are_known) == {"Route": "pass"} with input as testing.stack(
		_route("GET /orders", {"AuthorizationType": "JWT"}),
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(callers_are_known) == {"Method": "unknown"} with input as testing.stack(
		_method({"AuthorizationType": testing.unknown("parameter Kind has no default")}),
		{},
	)
}

test_leaves_out_what_is_meant_for_everybody if {
	every resources in [
		_method({"HttpMethod": "OPTIONS"}),
		_method({"Integration": {"Type": "MOCK"}}),
		object.union(_method({}), _path("health")),
		object.union(_method({}), _path("login")),
		object.union(_method({}), _api({"Policy": {"Statement": []}})),
		object.union(_method({}), _api({"EndpointConfiguration": {"Types": ["PRIVATE"]}})),
	] {
		testing.statuses(callers_are_known) == {} with input as testing.stack(resources, {})
	}
	every key in ["OPTIONS /orders", "GET /health", "POST /auth/sign-in"] {
		testing.statuses(callers_are_known) == {} with input as testing.stack(_route(key, {}), {})
	}
}

test_judges_web_sockets_where_they_are_opened if {
	statuses := {"$connect": {"Route": "fail"}, "send": {}}
	every key, expected in statuses {
		testing.statuses(callers_are_known) == expected with input as testing.stack(
			object.union(_route(key, {"ApiId": testing.ref("Api", "Ref")}), {"Api": {
				"type": "AWS::ApiGatewayV2::Api",
				"properties": {"ProtocolType": "WEBSOCKET"},
			}}),
			{},
		)
	}
}
