package stackgrade.rules.s3.bucket_name_in_lower_case_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.bucket_name_in_lower_case

_bucket(properties) := testing.stack({"It": {"type": "AWS::S3::Bucket", "properties": properties}}, {})

_named(name) := _bucket({"BucketName": name})

test_fails_with_the_name_of_the_stack if {
	testing.statuses(bucket_name_in_lower_case) == {"It": "fail"} with input as _named("${AWS::StackName}-data")
}

test_passes_with_parts_that_are_never_capitals if {
	testing.statuses(bucket_name_in_lower_case) == {"It": "pass"} with input as _named("data-${AWS::AccountId}")
}

test_unknown_when_open if {
	testing.statuses(bucket_name_in_lower_case) == {"It": "unknown"} with input as _named(testing.unknown("open"))
}

test_leaves_out_names_that_are_generated if {
	testing.statuses(bucket_name_in_lower_case) == {} with input as _bucket({})
}
