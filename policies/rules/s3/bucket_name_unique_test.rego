package stackgrade.rules.s3.bucket_name_unique_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.bucket_name_unique

test_fails_for_a_fixed_name if {
	testing.statuses(bucket_name_unique) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"BucketName": "app-data"}}},
		{},
	)
}

test_passes_with_the_account if {
	testing.statuses(bucket_name_unique) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"BucketName": "app-data-${AWS::AccountId}"},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(bucket_name_unique) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"BucketName": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}

test_leaves_out_generated_names if {
	testing.statuses(bucket_name_unique) == {} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {}}},
		{},
	)
}

test_passes_with_what_is_made_up_for_the_stack if {
	every name in ["data-${AWS::StackName}", "data-${random_string.suffix.result}"] {
		testing.statuses(bucket_name_unique) == {"It": "pass"} with input as testing.stack(
			{"It": {"type": "AWS::S3::Bucket", "properties": {"BucketName": name}}},
			{},
		)
	}
}

test_fails_with_what_is_the_same_in_every_account if {
	testing.statuses(bucket_name_unique) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"BucketName": "data-${AWS::Region}-${Environment}"}}},
		{"parameters": {"Environment": {"type": "String"}}},
	)
}

test_leaves_out_websites if {
	testing.statuses(bucket_name_unique) == {} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {
			"BucketName": "www.example.com",
			"WebsiteConfiguration": {"IndexDocument": "index.html"},
		}}},
		{},
	)
}

test_passes_with_a_name_that_nobody_has_given_yet if {
	testing.statuses(bucket_name_unique) == {"It": "pass"} with input as testing.stack(
		{"It": {
			"type": "AWS::S3::Bucket",
			"properties": {"BucketName": ""},
			"attributes": {"BucketName": {"parameters": ["Name"]}},
		}},
		{"parameters": {"Name": {"type": "String", "default": ""}}},
	)
}
