package stackgrade.rules.s3.encryption_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.encryption_stated

test_fails_without if {
	testing.statuses(encryption_stated) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {}}},
		{},
	)
}

test_passes_with if {
	testing.statuses(encryption_stated) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"BucketEncryption": {"ServerSideEncryptionConfiguration": [
					{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}},
				]}},
			},
		},
		{},
	)
}

test_passes_when_a_parameter_gives_the_key if {
	testing.statuses(encryption_stated) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {
					"BucketEncryption": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_fails_when_nothing_is_said if {
	every rule in [
		{"BucketKeyEnabled": true},
		{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "RSA"}},
	] {
		testing.statuses(encryption_stated) == {"It": "fail"} with input as _with(rule)
	}
}

test_passes_when_a_parameter_says_how if {
	every rule in [
		testing.unknown("parameter X has no default"),
		{"ServerSideEncryptionByDefault": testing.unknown("parameter X has no default")},
		{"ServerSideEncryptionByDefault": {"SSEAlgorithm": testing.unknown("parameter X has no default")}},
	] {
		testing.statuses(encryption_stated) == {"It": "pass"} with input as _with(rule)
	}
}

_with(rule) := testing.stack(
	{"It": {
		"type": "AWS::S3::Bucket",
		"properties": {"BucketEncryption": {"ServerSideEncryptionConfiguration": [rule]}},
	}},
	{},
)
