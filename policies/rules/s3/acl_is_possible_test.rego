package stackgrade.rules.s3.acl_is_possible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.acl_is_possible

_bucket(properties) := testing.stack({"It": {"type": "AWS::S3::Bucket", "properties": properties}}, {})

_owned_by(owner) := {"OwnershipControls": {"Rules": [{"ObjectOwnership": owner}]}}

test_fails_without_ownership_controls if {
	every more in [{}, _owned_by("BucketOwnerEnforced")] {
		testing.statuses(acl_is_possible) == {"It": "fail"} with input as _bucket(object.union(
			{"AccessControl": "LogDeliveryWrite"},
			more,
		))
	}
}

test_says_whether_controls_are_there if {
	found := testing.verdicts(acl_is_possible) with input as _bucket({"AccessControl": "LogDeliveryWrite"})
	{verdict.message | some verdict in found} == {"ACLs are off by default, and no ownership controls allow them"}
}

test_passes_with_them_or_for_an_acl_that_changes_nothing if {
	every properties in [
		object.union({"AccessControl": "LogDeliveryWrite"}, _owned_by("BucketOwnerPreferred")),
		{"AccessControl": "Private"},
	] {
		testing.statuses(acl_is_possible) == {"It": "pass"} with input as _bucket(properties)
	}
}

test_unknown_when_it_is_open if {
	testing.statuses(acl_is_possible) == {"It": "unknown"} with input as _bucket(object.union(
		{"AccessControl": "LogDeliveryWrite"},
		_owned_by(testing.unknown("parameter X has no default")),
	))
}

test_leaves_out_buckets_without_an_acl if {
	testing.statuses(acl_is_possible) == {} with input as _bucket({})
}
