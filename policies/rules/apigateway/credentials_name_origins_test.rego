package stackgrade.rules.apigateway.credentials_name_origins_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.credentials_name_origins

_stacks(origins, credentials) := [
	testing.stack({"It": {"type": "AWS::ApiGatewayV2::Api", "properties": {"CorsConfiguration": settings}}}, {}),
	testing.stack({"It": {"type": "AWS::Lambda::Url", "properties": {"Cors": settings}}}, {}),
] if {
	settings := {"AllowOrigins": origins, "AllowCredentials": credentials}
}

_method(origin, credentials) := testing.stack(
	{"It": {"type": "AWS::ApiGateway::Method", "properties": {"Integration": {"IntegrationResponses": [{
		"StatusCode": "200",
		"ResponseParameters": {
			"method.response.header.Access-Control-Allow-Origin": origin,
			"method.response.header.Access-Control-Allow-Credentials": credentials,
		},
	}]}}}},
	{},
)

test_fails_for_any_origin_with_credentials if {
	every stack in array.concat(_stacks(["*"], true), [_method("'*'", "'true'")]) {
		testing.statuses(credentials_name_origins) == {"It": "fail"} with input as stack
	}
}

test_passes_without_one_of_them if {
	every stack in array.flatten([
		_stacks(["https://shop.example.com"], true),
		_stacks(["*"], false),
		_method("'https://shop.example.com'", "'true'"),
		_method("'*'", "'false'"),
	]) {
		testing.statuses(credentials_name_origins) == {"It": "pass"} with input as stack
	}
}

test_unknown_when_the_origins_are_open if {
	every stack in _stacks(testing.unknown("parameter Origins has no default"), true) {
		testing.statuses(credentials_name_origins) == {"It": "unknown"} with input as stack
	}
}

test_leaves_out_what_has_no_cors if {
	testing.statuses(credentials_name_origins) == {} with input as testing.stack(
		{"It": {"type": "AWS::ApiGatewayV2::Api"}, "Other": {"type": "AWS::ApiGateway::Method"}},
		{},
	)
}
