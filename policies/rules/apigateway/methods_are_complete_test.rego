package stackgrade.rules.apigateway.methods_are_complete_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.methods_are_complete

_stack(properties) := testing.stack({"Get": {"type": "AWS::ApiGateway::Method", "properties": properties}}, {})

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(methods_are_complete)
	verdict.status == "fail"
}

test_fails_without_the_authorizer if {
	every type in ["CUSTOM", "COGNITO_USER_POOLS"] {
		_wrong == {"AuthorizerId"} with input as _stack({"AuthorizationType": type})
	}
}

test_fails_without_the_request if {
	_wrong == {"Integration.IntegrationHttpMethod"} with input as _stack({"Integration": {"Type": "AWS", "Uri": "arn:x"}})
	_wrong == {"Integration.IntegrationHttpMethod", "Integration.Uri"} with input as _stack({"Integration": {
		"Type": "HTTP_PROXY",
	}})
}

test_passes_with_what_is_needed if {
	every properties in [
		{"AuthorizationType": "CUSTOM", "AuthorizerId": testing.ref("Authorizer", "Ref")},
		{"AuthorizationType": "AWS_IAM", "Integration": {"Type": "MOCK"}},
		{"Integration": {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": testing.unknown("open")}},
	] {
		testing.statuses(methods_are_complete) == {"Get": "pass"} with input as _stack(properties)
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(methods_are_complete) == {"Get": "unknown"} with input as _stack({"AuthorizationType": open})
}
