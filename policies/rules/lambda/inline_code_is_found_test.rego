package stackgrade.rules.lambda.inline_code_is_found_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.inline_code_is_found

_function(code, handler) := {"Function": {
	"type": "AWS::Lambda::Function",
	"properties": {"Code": code, "Handler": handler},
}}

_inline := {"ZipFile": "def handler(event, context): pass"}

test_fails_in_another_file if {
	testing.statuses(inline_code_is_found) == {"Function": "fail"} with input as testing.stack(
		_function(_inline, "lambda_function.lambda_handler"),
		{},
	)
}

test_passes_in_index if {
	testing.statuses(inline_code_is_found) == {"Function": "pass"} with input as testing.stack(
		_function(_inline, "index.handler"),
		{},
	)
}

test_unknown_when_the_handler_is_open if {
	testing.statuses(inline_code_is_found) == {"Function": "unknown"} with input as testing.stack(
		_function(_inline, testing.unknown("parameter Handler has no default")),
		{},
	)
}

test_leaves_out_packages if {
	testing.statuses(inline_code_is_found) == {} with input as testing.stack(
		_function({"S3Bucket": "code", "S3Key": "app.zip"}, "app.handler"),
		{},
	)
}
