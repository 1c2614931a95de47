package stackgrade.rules.apigateway.integrations_name_their_target_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.integrations_name_their_target

_function := {"Function": {"type": "AWS::Lambda::Function", "properties": {}}}

_method(type, address) := testing.stack(
	object.union(_function, {"It": {
		"type": "AWS::ApiGateway::Method",
		"properties": {"Integration": {"Type": type, "Uri": address}},
	}}),
	{},
)

_route(type, address) := testing.stack(
	object.union(_function, {"It": {
		"type": "AWS::ApiGatewayV2::Integration",
		"properties": {"IntegrationType": type, "IntegrationUri": address},
	}}),
	{},
)

_at(rest) := concat("", ["arn:${AWS::Partition}:apigateway:${AWS::Region}:", rest])

test_fails_for_what_is_no_address if {
	every stack in [
		_method("AWS_PROXY", testing.ref("Function", "Arn")),
		_method("AWS", testing.ref("Function", "Ref")),
		_method("AWS_PROXY", "arn:aws:lambda:eu-west-1:111122223333:function:orders"),
		_method("AWS_PROXY", _at("lambda:functions/${Function.Arn}/invocations")),
		_method("AWS_PROXY", _at("lambda:path/2015-03-31/functions/${Function.Arn}")),
		_route("AWS_PROXY", "arn:aws:apigatewayv2:eu-west-1:lambda:path/2015-03-31/functions/x/invocations"),
		_route("AWS_PROXY", testing.ref("Function", "Ref")),
	] {
		testing.statuses(integrations_name_their_target) == {"It": "fail"} with input as stack
	}
}

test_passes_for_an_address if {
	every stack in [
		_method("AWS_PROXY", _at("lambda:path/2015-03-31/functions/${Function.Arn}/invocations")),
		_method("AWS_PROXY", _at("lambda:path/2021-11-15/functions/x/response-streaming-invocations")),
		_method("AWS", "arn:aws-us-gov:apigateway:us-gov-west-1:sqs:action/SendMessage"),
		_method("AWS", _at("s3:path/{bucket}/{key}")),
		_route("AWS_PROXY", testing.ref("Function", "Arn")),
		_route("AWS_PROXY", "arn:aws:lambda:eu-west-1:111122223333:function:orders"),
	] {
		testing.statuses(integrations_name_their_target) == {"It": "pass"} with input as stack
	}
}

test_leaves_out_what_lies_elsewhere if {
	every stack in [
		_method("HTTP_PROXY", "https://example.com"),
		_route("HTTP_PROXY", "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shop/1/2"),
	] {
		testing.statuses(integrations_name_their_target) == {} with input as stack
	}
}

test_unknown_when_a_parameter_decides if {
	stack := _method("AWS", testing.unknown("parameter Uri has no default"))
	testing.statuses(integrations_name_their_target) == {"It": "unknown"} with input as stack
}
