package stackgrade.rules.cloudfront.log_bucket_takes_acls_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudfront.log_bucket_takes_acls

_stack(properties) := _named(testing.ref("Audit", "DomainName"), properties)

_named(name, properties) := testing.stack(
	{
		"Audit": {"type": "AWS::S3::Bucket", "properties": properties},
		"Site": {
			"type": "AWS::CloudFront::Distribution",
			"properties": {"DistributionConfig": {"Logging": {"Bucket": name}}},
		},
	},
	{},
)

_owned_by(owner) := {"OwnershipControls": {"Rules": [{"ObjectOwnership": owner}]}}

test_fails_without_ownership_controls if {
	every properties in [{}, _owned_by("BucketOwnerEnforced")] {
		testing.statuses(log_bucket_takes_acls) == {"Audit": "fail"} with input as _stack(properties)
	}
}

test_knows_a_name_that_is_put_together if {
	testing.statuses(log_bucket_takes_acls) == {"Audit": "fail"} with input as _named("${Audit}.s3.amazonaws.com", {})
}

test_passes_with_them if {
	testing.statuses(log_bucket_takes_acls) == {"Audit": "pass"} with input as _stack(_owned_by("ObjectWriter"))
}

test_unknown_when_they_are_open if {
	testing.statuses(log_bucket_takes_acls) == {"Audit": "unknown"} with input as _stack(_owned_by({"$unknown": "open"}))
}
