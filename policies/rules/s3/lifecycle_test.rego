package stackgrade.rules.s3.lifecycle_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.lifecycle

test_fails_without if {
	testing.statuses(lifecycle) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {}}},
		{},
	)
}

test_fails_when_disabled if {
	testing.statuses(lifecycle) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"LifecycleConfiguration": {"Rules": [{"Status": "Disabled"}]}},
			},
		},
		{},
	)
}

test_passes_with_a_rule if {
	testing.statuses(lifecycle) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"LifecycleConfiguration": {"Rules": [{"Status": "Enabled"}]}},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(lifecycle) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {
					"LifecycleConfiguration": {
						"Rules": [
							{
								"Status": testing.unknown("parameter X has no default"),
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_leaves_out_buckets_that_hold_nothing if {
	testing.statuses(lifecycle) == {} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"WebsiteConfiguration": {
			"RedirectAllRequestsTo": {"HostName": "www.example.com"},
		}}}},
		{},
	)
}
