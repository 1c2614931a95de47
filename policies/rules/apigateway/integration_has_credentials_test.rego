package stackgrade.rules.apigateway.integration_has_credentials_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.integration_has_credentials

_stack(integration) := testing.stack(
	{"Method": {"type": "AWS::ApiGateway::Method", "properties": {"Integration": integration}}},
	{},
)

_stream := "arn:${AWS::Partition}:apigateway:${AWS::Region}:kinesis:action/PutRecord"

test_fails_without_a_role if {
	every called in [_stream, "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders"] {
		testing.statuses(integration_has_credentials) == {"Method": "fail"} with input as _stack({
			"Type": "AWS",
			"Uri": called,
		})
	}
}

test_passes_with_a_role if {
	testing.statuses(integration_has_credentials) == {"Method": "pass"} with input as _stack({
		"Type": "AWS",
		"Uri": _stream,
		"Credentials": testing.unknown("parameter Role has no default"),
	})
}

test_leaves_out_functions_and_what_is_not_of_aws if {
	every integration in [
		{"Type": "AWS_PROXY", "Uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/a/invocations"},
		{"Type": "HTTP", "Uri": "https://example.com"},
		{"Type": "MOCK"},
	] {
		testing.statuses(integration_has_credentials) == {} with input as _stack(integration)
	}
}
