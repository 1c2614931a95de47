package stackgrade.rules.apigateway.throttled_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.throttled

_rest(settings) := {
	"type": "AWS::ApiGateway::Stage",
	"properties": {"RestApiId": testing.ref("Api", "Ref"), "MethodSettings": settings},
}

_http(properties) := {"type": "AWS::ApiGatewayV2::Stage", "properties": properties}

_plan(properties) := {"type": "AWS::ApiGateway::UsagePlan", "properties": properties}

test_fails_without_limits if {
	every stage in [
		_rest([]),
		_rest([{"LoggingLevel": "INFO"}]),
		_rest([{"ThrottlingRateLimit": -1, "ThrottlingBurstLimit": -1}]),
		_http({}),
		_http({"DefaultRouteSettings": {"DetailedMetricsEnabled": true}}),
	] {
		testing.statuses(throttled) == {"Stage": "fail"} with input as testing.stack({"Stage": stage}, {})
	}
}

test_passes_with_limits if {
	every stage in [
		_rest([{"ThrottlingRateLimit": 100}]),
		_rest([{"LoggingLevel": "INFO"}, {"ThrottlingBurstLimit": 10}]),
		_http({"DefaultRouteSettings": {"ThrottlingRateLimit": 100}}),
		_http({"RouteSettings": {"GET /": {"ThrottlingBurstLimit": 100}}}),
		_rest([{"ThrottlingRateLimit": testing.unknown("parameter Rate has no default")}]),
		{"type": "AWS::ApiGateway::Deployment", "properties": {
			"StageName": "v1",
			"StageDescription": {"ThrottlingRateLimit": 5},
		}},
	] {
		testing.statuses(throttled) == {"Stage": "pass"} with input as testing.stack({"Stage": stage}, {})
	}
}

test_passes_when_a_plan_limits_the_callers if {
	member := {"ApiId": testing.ref("Api", "Ref"), "Stage": "v1"}
	every plan in [
		_plan({"ApiStages": [member], "Throttle": {"RateLimit": 5}}),
		_plan({"ApiStages": [object.union(member, {"Throttle": {"/orders/POST": {"RateLimit": 5}}})]}),
	] {
		testing.statuses(throttled) == {"Stage": "pass"} with input as testing.stack(
			{"Stage": _rest([]), "Plan": plan},
			{},
		)
	}
}

test_fails_when_the_plan_is_for_another_api if {
	testing.statuses(throttled) == {"Stage": "fail"} with input as testing.stack(
		{
			"Stage": _rest([]),
			"Plan": _plan({"ApiStages": [{"ApiId": testing.ref("Other", "Ref")}], "Throttle": {"RateLimit": 5}}),
		},
		{},
	)
}

test_passes_behind_a_firewall if {
	testing.statuses(throttled) == {"Stage": "pass"} with input as testing.stack(
		{
			"Stage": _rest([]),
			"Firewall": {"type": "AWS::WAFv2::WebACLAssociation", "properties": {
				"ResourceArn": "arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}",
			}},
		},
		{},
	)
}

test_knows_the_stage_before_a_firewall_by_its_name if {
	every name, status in {"v1": "pass", "v2": "fail"} {
		testing.statuses(throttled) == {"Stage": status} with input as testing.stack(
			{
				"Api": {"type": "AWS::ApiGateway::RestApi"},
				"Stage": {
					"type": "AWS::ApiGateway::Stage",
					"properties": {"RestApiId": testing.ref("Api", "Ref"), "StageName": name},
				},
				"Firewall": {"type": "AWS::WAFv2::WebACLAssociation", "properties": {
					"ResourceArn": "arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/v1",
				}},
			},
			{},
		)
	}
}

test_unknown_when_it_is_open_which_api_a_plan_is_for if {
	testing.statuses(throttled) == {"Stage": "unknown"} with input as testing.stack(
		{
			"Stage": _rest([]),
			"Plan": _plan({
				"ApiStages": [{"ApiId": testing.unknown("parameter Api has no default")}],
				"Throttle": {"RateLimit": 5},
			}),
		},
		{},
	)
}

test_is_for_production if {
	testing.statuses(throttled) == {} with input as testing.stack(
		{"Stage": _rest([])},
		{"profile": testing.disposable},
	)
}
