package stackgrade.rules.s3.bucket_name_valid_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.bucket_name_valid

test_fails_for_upper_case if {
	testing.statuses(bucket_name_valid) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"BucketName": "App-${AWS::AccountId}"},
			},
		},
		{},
	)
}

test_fails_for_an_underscore if {
	testing.statuses(bucket_name_valid) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"BucketName": "app_data"}}},
		{},
	)
}

test_passes_for_a_valid_name if {
	testing.statuses(bucket_name_valid) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"BucketName": "app-${AWS::AccountId}-${AWS::Region}"},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(bucket_name_valid) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"BucketName": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}
