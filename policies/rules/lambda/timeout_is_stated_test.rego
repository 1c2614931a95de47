package stackgrade.rules.lambda.timeout_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.timeout_is_stated

_function(properties) := {"Orders": {"type": "AWS::Lambda::Function", "properties": properties}}

test_fails_without if {
	testing.statuses(timeout_is_stated) == {"Orders": "fail"} with input as testing.stack(_function({}), {})
}

test_passes_with_any if {
	every timeout in [30, testing.unknown("parameter Timeout has no default")] {
		testing.statuses(timeout_is_stated) == {"Orders": "pass"} with input as testing.stack(
			_function({"Timeout": timeout}),
			{},
		)
	}
}

test_leaves_out_functions_at_the_edge if {
	trust := {"Statement": [{
		"Effect": "Allow",
		"Action": "sts:AssumeRole",
		"Principal": {"Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]},
	}]}
	testing.statuses(timeout_is_stated) == {} with input as testing.stack(
		{
			"Viewer": {"type": "AWS::Lambda::Function", "properties": {"Role": testing.ref("Role", "Arn")}},
			"Role": {"type": "AWS::IAM::Role", "properties": {"AssumeRolePolicyDocument": trust}},
		},
		{},
	)
}
