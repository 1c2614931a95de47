package stackgrade.rules.apigateway.requests_are_checked_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.requests_are_checked

_method(verb, more) := testing.stack(
	{"Create": {
		"type": "AWS::ApiGateway::Method",
		"properties": object.union({"HttpMethod": verb}, more),
	}},
	{},
)

test_fails_without_a_validator if {
	every verb in ["POST", "PUT", "PATCH"] {
		testing.statuses(requests_are_checked) == {"Create": "fail"} with input as _method(verb, {})
	}
}

test_passes_with_one if {
	testing.statuses(requests_are_checked) == {"Create": "pass"} with input as _method(
		"POST",
		{"RequestValidatorId": testing.ref("Validator", "Ref")},
	)
}

test_leaves_out_what_has_no_body if {
	every verb in ["GET", "DELETE", "OPTIONS"] {
		testing.statuses(requests_are_checked) == {} with input as _method(verb, {})
	}
}

test_unknown_when_the_verb_is_open if {
	open := testing.unknown("parameter Method has no default")
	testing.statuses(requests_are_checked) == {"Create": "unknown"} with input as _method(open, {})
}

test_does_not_apply_to_a_test if {
	testing.statuses(requests_are_checked) == {} with input as object.union(
		_method("POST", {}),
		{"profile": testing.disposable},
	)
}
