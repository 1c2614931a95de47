package stackgrade.rules.s3.public_access_blocked_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.public_access_blocked

test_leaves_out_buckets_that_say_nothing if {
	testing.statuses(public_access_blocked) == {} with input as testing.stack({"It": {"type": "AWS::S3::Bucket"}}, {})
}

test_says_once_what_is_off if {
	block := {"BlockPublicAcls": false, "BlockPublicPolicy": true, "IgnorePublicAcls": true}
	verdicts := testing.verdicts(public_access_blocked) with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"PublicAccessBlockConfiguration": block}}},
		{},
	)
	{verdict.message | some verdict in verdicts} == {"off: `BlockPublicAcls`, `RestrictPublicBuckets`"}
}

test_fails_when_a_switch_is_off if {
	testing.statuses(public_access_blocked) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {
					"PublicAccessBlockConfiguration": {
						"BlockPublicAcls": true,
						"BlockPublicPolicy": false,
						"IgnorePublicAcls": testing.unknown("parameter X has no default"),
						"RestrictPublicBuckets": true,
					},
				},
			},
		},
		{},
	)
}

test_passes_with_all_four if {
	testing.statuses(public_access_blocked) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {
					"PublicAccessBlockConfiguration": {
						"BlockPublicAcls": true,
						"BlockPublicPolicy": true,
						"IgnorePublicAcls": true,
						"RestrictPublicBuckets": true,
					},
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(public_access_blocked) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {
					"PublicAccessBlockConfiguration": {
						"BlockPublicAcls": true,
						"BlockPublicPolicy": true,
						"IgnorePublicAcls": true,
						"RestrictPublicBuckets": testing.unknown("parameter X has no default"),
					},
				},
			},
		},
		{},
	)
}
