package stackgrade.rules.s3.replicas_are_encrypted_as_chosen_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.replicas_are_encrypted_as_chosen

_stack(rule) := testing.stack(
	{"Bucket": {"type": "AWS::S3::Bucket", "properties": {"ReplicationConfiguration": {"Rules": [rule]}}}},
	{},
)

_key := {"Destination": {"EncryptionConfiguration": {"ReplicaKmsKeyID": "key"}}}

_chosen(status) := {"SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": status}}}

test_fails_with_one_of_the_two if {
	testing.statuses(replicas_are_encrypted_as_chosen) == {"Bucket": "fail"} with input as _stack(_key)
	testing.statuses(replicas_are_encrypted_as_chosen) == {"Bucket": "fail"} with input as _stack(_chosen("Enabled"))
}

test_passes_with_both_or_neither if {
	every rule in [object.union(_key, _chosen("Enabled")), _chosen("Disabled"), {"Destination": {"Bucket": "x"}}] {
		testing.statuses(replicas_are_encrypted_as_chosen) == {"Bucket": "pass"} with input as _stack(rule)
	}
}

test_unknown_when_a_parameter_decides if {
	open := _chosen(testing.unknown("parameter X has no default"))
	testing.statuses(replicas_are_encrypted_as_chosen) == {"Bucket": "unknown"} with input as _stack(open)
}

test_leaves_out_buckets_without_replicas if {
	testing.statuses(replicas_are_encrypted_as_chosen) == {} with input as testing.stack(
		{"Bucket": {"type": "AWS::S3::Bucket"}},
		{},
	)
}
