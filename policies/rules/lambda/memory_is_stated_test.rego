package stackgrade.rules.lambda.memory_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.memory_is_stated

_function(properties) := {"Orders": {"type": "AWS::Lambda::Function", "properties": properties}}

test_fails_without if {
	testing.statuses(memory_is_stated) == {"Orders": "fail"} with input as testing.stack(_function({}), {})
}

test_passes_with_any if {
	every size in [512, testing.unknown("parameter Size has no default")] {
		testing.statuses(memory_is_stated) == {"Orders": "pass"} with input as testing.stack(
			_function({"MemorySize": size}),
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
	testing.statuses(memory_is_stated) == {} with input as testing.stack(
		{
			"Viewer": {"type": "AWS::Lambda::Function", "properties": {"Role": testing.ref("Role", "Arn")}},
			"Role": {"type": "AWS::IAM::Role", "properties": {"AssumeRolePolicyDocument": trust}},
		},
		{},
	)
}
