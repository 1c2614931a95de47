package stackgrade.rules.apigateway.keys_are_asked_for_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.keys_are_asked_for

_method(verb, more) := {"type": "AWS::ApiGateway::Method", "properties": object.union(
	{"HttpMethod": verb, "RestApiId": testing.ref("Api", "Ref")},
	more,
)}

_key := {"Link": {"type": "AWS::ApiGateway::UsagePlanKey", "properties": {"UsagePlanId": testing.ref("Plan", "Ref")}}}

_stack(api, more) := testing.stack(
	object.union(
		{
			"Api": {"type": "AWS::ApiGateway::RestApi", "properties": api},
			"Plan": {
				"type": "AWS::ApiGateway::UsagePlan",
				"properties": {"ApiStages": [{"ApiId": testing.ref("Api", "Ref"), "Stage": "v1"}]},
			},
		},
		more,
	),
	{},
)

test_fails_where_no_method_asks if {
	every more in [{}, {"ApiKeyRequired": false}] {
		testing.statuses(keys_are_asked_for) == {"Plan": "fail"} with input as _stack(
			{},
			object.union(_key, {"Get": _method("GET", more), "Ask": _method("OPTIONS", {})}),
		)
	}
}

test_passes_where_one_asks if {
	testing.statuses(keys_are_asked_for) == {"Plan": "pass"} with input as _stack(
		{},
		object.union(_key, {"Get": _method("GET", {}), "Put": _method("PUT", {"ApiKeyRequired": true})}),
	)
}

test_unknown_where_a_parameter_decides if {
	testing.statuses(keys_are_asked_for) == {"Plan": "unknown"} with input as _stack(
		{},
		object.union(_key, {"Get": _method("GET", {"ApiKeyRequired": testing.unknown("a parameter")})}),
	)
}

test_leaves_out_a_plan_without_keys if {
	testing.statuses(keys_are_asked_for) == {} with input as _stack({}, {"Get": _method("GET", {})})
}

test_leaves_out_what_is_not_in_sight if {
	testing.statuses(keys_are_asked_for) == {} with input as _stack({}, _key)
	every api in [
		{"Body": {"openapi": "3.0.1"}},
		{"BodyS3Location": {"Bucket": "apis", "Key": "shop.json"}},
		{"ApiKeySourceType": "AUTHORIZER"},
		{"ApiKeySourceType": testing.unknown("a parameter")},
	] {
		testing.statuses(keys_are_asked_for) == {} with input as _stack(
			api,
			object.union(_key, {"Get": _method("GET", {})}),
		)
	}
}
