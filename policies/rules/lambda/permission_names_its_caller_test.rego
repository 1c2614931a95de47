package stackgrade.rules.lambda.permission_names_its_caller_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.permission_names_its_caller

_stack(principal, arn) := testing.stack(
	{"Permission": {"type": "AWS::Lambda::Permission", "properties": {"Principal": principal, "SourceArn": arn}}},
	{},
)

test_fails_with_an_arn_of_another_service if {
	every one in [
		["apigateway.amazonaws.com", "arn:aws:apigateway:eu-west-1::/restapis/abc/stages/live"],
		["apigateway.${AWS::URLSuffix}", "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}"],
		["events.amazonaws.com", "arn:aws:sqs:eu-west-1:111122223333:orders"],
		["sns.amazonaws.com", "arn:aws:s3:::orders"],
	] {
		testing.statuses(permission_names_its_caller) == {"Permission": "fail"} with input as _stack(one[0], one[1])
	}
}

test_passes_with_one_of_the_caller_or_that_is_referred_to if {
	every one in [
		["apigateway.amazonaws.com", "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"],
		["apigateway.amazonaws.com", "arn:aws:*:eu-west-1:111122223333:abc/*"],
		["sns.amazonaws.com", testing.ref("Topic", "Ref")],
		["s3.amazonaws.com", "${Bucket.Arn}"],
	] {
		testing.statuses(permission_names_its_caller) == {"Permission": "pass"} with input as _stack(one[0], one[1])
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Source has no default")
	every stack in [_stack("sns.amazonaws.com", open), _stack(open, "arn:aws:s3:::orders")] {
		testing.statuses(permission_names_its_caller) == {"Permission": "unknown"} with input as stack
	}
}

test_leaves_out_other_callers_and_any_source if {
	testing.statuses(permission_names_its_caller) == {} with input as _stack("iot.amazonaws.com", "arn:aws:s3:::orders")
	testing.statuses(permission_names_its_caller) == {} with input as _stack("sns.amazonaws.com", null)
}
