package stackgrade.rules.s3.tls_only_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.tls_only

test_fails_without_a_policy if {
	testing.statuses(tls_only) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {}}},
		{},
	)
}

test_fails_when_the_policy_says_something_else if {
	testing.statuses(tls_only) == {"It": "fail"} with input as testing.stack(
		{
			"It": {"type": "AWS::S3::Bucket", "properties": {}},
			"Policy": {
				"type": "AWS::S3::BucketPolicy",
				"properties": {
					"Bucket": testing.ref("It", "Ref"),
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"AWS": "x",
								},
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_passes_with_a_denial if {
	testing.statuses(tls_only) == {"It": "pass"} with input as testing.stack(
		{
			"It": {"type": "AWS::S3::Bucket", "properties": {}},
			"Policy": {
				"type": "AWS::S3::BucketPolicy",
				"properties": {
					"Bucket": testing.ref("It", "Ref"),
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Deny",
								"Principal": "*",
								"Action": "s3:*",
								"Resource": "*",
								"Condition": {
									"Bool": {
										"aws:SecureTransport": "false",
									},
								},
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_unknown_when_the_bucket_of_a_policy_is_open if {
	testing.statuses(tls_only) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {"type": "AWS::S3::Bucket", "properties": {}},
			"Policy": {
				"type": "AWS::S3::BucketPolicy",
				"properties": {
					"Bucket": testing.unknown("parameter X has no default"),
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Deny",
								"Principal": "*",
								"Action": "s3:*",
								"Resource": "*",
								"Condition": {
									"Bool": {
										"aws:SecureTransport": "false",
									},
								},
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_passes_however_the_condition_is_spelled if {
	every condition in [
		{"Bool": {"aws:SecureTransport": ["false"]}},
		{"Bool": {"aws:secureTransport": [false]}},
		{"BoolIfExists": {"aws:SecureTransport": "false"}},
		{"NumericLessThan": {"s3:TlsVersion": ["1.2"]}},
	] {
		testing.statuses(tls_only) == {"It": "pass"} with input as _with_condition(condition)
	}
}

test_fails_when_only_requests_with_tls_are_refused if {
	testing.statuses(tls_only) == {"It": "fail"} with input as _with_condition({"Bool": {"aws:SecureTransport": ["true"]}})
}

_with_condition(condition) := testing.stack(
	{
		"It": {"type": "AWS::S3::Bucket", "properties": {}},
		"Policy": {"type": "AWS::S3::BucketPolicy", "properties": {
			"Bucket": testing.ref("It", "Ref"),
			"PolicyDocument": {"Statement": [{
				"Effect": "Deny",
				"Principal": "*",
				"Action": "s3:*",
				"Resource": "*",
				"Condition": condition,
			}]},
		}},
	},
	{},
)

test_leaves_out_websites if {
	testing.statuses(tls_only) == {} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"WebsiteConfiguration": {"IndexDocument": "index.html"}}}},
		{},
	)
}

_reads(principal) := {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "s3:GetObject", "Resource": "*"}

_open := testing.unknown("parameter X has no default")

_beside(bucket, statements) := testing.stack(
	{
		"It": {"type": "AWS::S3::Bucket", "properties": {}},
		"Other": {"type": "AWS::S3::Bucket", "properties": {"BucketName": "other"}},
		"Policy": {"type": "AWS::S3::BucketPolicy", "properties": {
			"Bucket": bucket,
			"PolicyDocument": {"Statement": statements},
		}},
	},
	{},
)

# What an open principal may read is no denial, and the policy of one bucket none of another.
test_fails_whoever_is_allowed_to_read if {
	testing.statuses(tls_only) == {"It": "fail", "Other": "fail"} with input as _beside(
		testing.ref("It", "Ref"),
		[_reads(_open)],
	)
}

test_unknown_for_the_bucket_of_an_open_statement_alone if {
	every statement in [
		_open,
		{"Effect": _open, "Principal": "*", "Action": "s3:*", "Resource": "*"},
		{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": _open}},
	] {
		testing.statuses(tls_only) == {"It": "unknown", "Other": "fail"} with input as _beside(
			testing.ref("It", "Ref"),
			[_reads("x"), statement],
		)
	}
}

test_unknown_for_every_bucket_that_an_open_name_may_be_of if {
	testing.statuses(tls_only) == {"It": "unknown", "Other": "unknown"} with input as _beside(
		_open,
		[_open],
	)
	testing.statuses(tls_only) == {"It": "fail", "Other": "unknown"} with input as _beside(
		"${Name}",
		[_open],
	)
}

test_unknown_when_the_whole_policy_is_open if {
	testing.statuses(tls_only) == {"It": "unknown", "Other": "fail"} with input as _beside(
		testing.ref("It", "Ref"),
		_open,
	)
}
