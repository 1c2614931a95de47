package stackgrade.rules.s3.versioning_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.versioning

test_fails_without if {
	testing.statuses(versioning) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {}}},
		{},
	)
}

test_fails_when_suspended if {
	testing.statuses(versioning) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"VersioningConfiguration": {"Status": "Suspended"}},
			},
		},
		{},
	)
}

test_passes_when_enabled if {
	testing.statuses(versioning) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {"VersioningConfiguration": {"Status": "Enabled"}},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(versioning) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {
					"VersioningConfiguration": {
						"Status": testing.unknown("parameter X has no default"),
					},
				},
			},
		},
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(versioning) == {} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {}}},
		{"profile": testing.disposable},
	)
}

test_leaves_out_buckets_that_hold_nothing if {
	testing.statuses(versioning) == {} with input as testing.stack(
		{"It": {"type": "AWS::S3::Bucket", "properties": {"WebsiteConfiguration": {
			"RedirectAllRequestsTo": {"HostName": "www.example.com"},
		}}}},
		{},
	)
}
