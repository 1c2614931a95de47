package stackgrade.rules.s3.replicated_buckets_keep_versions_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.replicated_buckets_keep_versions

_stack(properties) := testing.stack(
	{"Data": {
		"type": "AWS::S3::Bucket",
		"properties": object.union({"ReplicationConfiguration": {"Rules": []}}, properties),
	}},
	{},
)

test_fails_without_versions if {
	testing.statuses(replicated_buckets_keep_versions) == {"Data": "fail"} with input as _stack({})
	testing.statuses(replicated_buckets_keep_versions) == {"Data": "fail"} with input as _stack({
		"VersioningConfiguration": {"Status": "Suspended"},
	})
}

test_passes_with_versions if {
	testing.statuses(replicated_buckets_keep_versions) == {"Data": "pass"} with input as _stack({
		"VersioningConfiguration": {"Status": "Enabled"},
	})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Status has no default")
	testing.statuses(replicated_buckets_keep_versions) == {"Data": "unknown"} with input as _stack({
		"VersioningConfiguration": {"Status": open},
	})
}

test_leaves_out_what_is_not_replicated if {
	testing.statuses(replicated_buckets_keep_versions) == {} with input as testing.stack(
		{"Data": {"type": "AWS::S3::Bucket"}},
		{},
	)
}
