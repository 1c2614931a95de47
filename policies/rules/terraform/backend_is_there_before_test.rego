package stackgrade.rules.terraform.backend_is_there_before_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.backend_is_there_before

_bucket := {"State": {"type": "AWS::S3::Bucket", "properties": {"BucketName": "shop-state"}}}

_stack(resources, arguments, profile) := testing.stack(resources, {
	"format": "terraform",
	"profile": profile,
	"terraform": {"backend": {"type": "s3", "arguments": arguments}},
})

test_fails_when_the_configuration_makes_it if {
	testing.statuses(backend_is_there_before) == {"": "fail"} with input as _stack(
		_bucket,
		{"bucket": "shop-state"},
		testing.production,
	)
	testing.statuses(backend_is_there_before) == {"": "fail"} with input as _stack(
		{"Locks": {"type": "AWS::DynamoDB::Table", "properties": {"TableName": "locks"}}},
		{"bucket": "shop-state", "dynamodb_table": "locks"},
		testing.production,
	)
}

test_fails_with_a_fixed_one_in_a_fresh_account if {
	testing.statuses(backend_is_there_before) == {"": "fail"} with input as _stack(
		{},
		{"bucket": "shop-state"},
		testing.disposable,
	)
}

test_passes_when_it_is_made_elsewhere_or_given_later if {
	testing.statuses(backend_is_there_before) == {"": "pass"} with input as _stack(
		{},
		{"bucket": "shop-state"},
		testing.production,
	)
	testing.statuses(backend_is_there_before) == {"": "pass"} with input as _stack(
		_bucket,
		{"region": "eu-west-1"},
		testing.disposable,
	)

	# What has the name is no table.
	testing.statuses(backend_is_there_before) == {"": "pass"} with input as _stack(
		_bucket,
		{"bucket": "other-state", "dynamodb_table": "shop-state"},
		testing.production,
	)
}

test_leaves_out_other_backends if {
	testing.statuses(backend_is_there_before) == {} with input as testing.stack(
		_bucket,
		{"format": "terraform", "terraform": {"backend": {"type": "local", "arguments": {}}}},
	)
}
