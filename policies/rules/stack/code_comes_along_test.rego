package stackgrade.rules.stack.code_comes_along_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.code_comes_along

_function(code) := testing.stack(
	{"Function": {"type": "AWS::Lambda::Function", "properties": {"Code": code}}},
	{"profile": testing.disposable},
)

test_fails_for_a_bucket_that_has_to_be_there if {
	testing.statuses(code_comes_along) == {"Function": "fail"} with input as _function({
		"S3Bucket": "releases",
		"S3Key": "shop.zip",
	})
}

test_passes_for_what_the_stack_has if {
	testing.statuses(code_comes_along) == {"Function": "pass"} with input as _function({
		"S3Bucket": testing.ref("Releases", "Ref"),
		"S3Key": testing.ref("Object", "Key"),
	})
}

test_unknown_when_open if {
	testing.statuses(code_comes_along) == {"Function": "unknown"} with input as _function({
		"S3Bucket": testing.unknown("open"),
		"S3Key": "shop.zip",
	})
}

test_leaves_out_inline_code_and_uploads if {
	every code in [
		{"ZipFile": "exports.handler = 1"},
		{"S3Bucket": "cdk-assets", "S3Key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.zip"},
		{"S3Bucket": "packages", "S3Key": "shop/0123456789abcdef0123456789abcdef"},
	] {
		testing.statuses(code_comes_along) == {} with input as _function(code)
	}
}
