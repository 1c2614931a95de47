package stackgrade.rules.apigateway.keys_are_limited_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.keys_are_limited

_key := {"type": "AWS::ApiGateway::ApiKey"}

_plan(properties) := {"type": "AWS::ApiGateway::UsagePlan", "properties": properties}

_link(key) := {"type": "AWS::ApiGateway::UsagePlanKey", "properties": {"KeyId": key}}

test_fails_without_a_plan if {
	testing.statuses(keys_are_limited) == {"Key": "fail"} with input as testing.stack({"Key": _key}, {})
}

test_fails_when_the_plan_limits_nothing if {
	every properties in [{}, {"Throttle": {}, "ApiStages": [{"Stage": "v1"}]}] {
		testing.statuses(keys_are_limited) == {"Plan": "fail"} with input as testing.stack(
			{"Plan": _plan(properties)},
			{},
		)
	}
}

test_passes_with_a_plan_that_limits if {
	every properties in [
		{"Quota": {"Limit": 5}},
		{"Throttle": {"RateLimit": 5}},
		{"ApiStages": [{"Throttle": {"/orders/POST": {"RateLimit": 5}}}]},
	] {
		testing.statuses(keys_are_limited) == {"Key": "pass", "Plan": "pass"} with input as testing.stack(
			{"Key": _key, "Plan": _plan(properties), "Link": _link(testing.ref("Key", "Ref"))},
			{},
		)
	}
}

test_unknown_when_it_is_open_which_key_a_plan_knows if {
	testing.statuses(keys_are_limited) == {"Key": "unknown"} with input as testing.stack(
		{"Key": _key, "Link": _link(testing.unknown("parameter Key has no default"))},
		{},
	)
}

test_unknown_when_the_stages_are_open if {
	testing.statuses(keys_are_limited) == {"Plan": "unknown"} with input as testing.stack(
		{"Plan": _plan({"ApiStages": [testing.unknown("parameter Stages has no default")]})},
		{},
	)
}
