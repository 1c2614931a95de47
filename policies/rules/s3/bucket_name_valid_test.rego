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

test_fails_for_a_beginning_or_end_that_is_not_allowed if {
	every name in [
		"ab",
		"my app",
		"-app",
		"app.",
		"my..app",
		"192.168.5.4",
		"xn--app",
		"amzn-s3-demo-app",
		"app-${AWS::AccountId}-s3alias",
		"app--x-s3",
	] {
		testing.statuses(bucket_name_valid) == {"It": "fail"} with input as testing.stack(
			{"It": {"type": "AWS::S3::Bucket", "properties": {"BucketName": name}}},
			{},
		)
	}
}

test_leaves_what_is_filled_in_to_whoever_does if {
	testing.statuses(bucket_name_valid) == {} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"BucketName": "{{resolve:ssm:/App/Bucket}}"}}},
		{},
	)
	testing.statuses(bucket_name_valid) == {"It": "pass"} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"BucketName": "${AWS::StackName}-sthree-${AWS::StackName}"}}},
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

test_leaves_out_names_of_a_parameter_without_a_value if {
	testing.statuses(bucket_name_valid) == {} with input as testing.stack(
		{"It": {
			"type": "AWS::S3::Bucket",
			"properties": {"BucketName": "-logs"},
			"attributes": {"BucketName": {"parameters": ["Domain"]}},
		}},
		{"parameters": {"Domain": {"default": ""}}},
	)
}

test_what_stands_in_a_token_is_not_the_name if {
	every name, status in {
		"app-${trimprefix(...)}": "pass", "${x}.${y}": "pass", "${trim(...)}": "pass", "a.${x}.b": "pass",
		"a..${x}": "fail", "-${x}": "fail",
	} {
		testing.statuses(bucket_name_valid) == {"It": status} with input as testing.stack(
			{"It": {"type": "AWS::S3::Bucket", "properties": {"BucketName": name}}},
			{},
		)
	}
}
