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
				"properties": {"BucketEncryption": {"ServerSideEncryptionConfiguration": []}},
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
