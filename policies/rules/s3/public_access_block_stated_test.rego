package stackgrade.rules.s3.public_access_block_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.public_access_block_stated

_stack(properties) := testing.stack({"It": {"type": "AWS::S3::Bucket", "properties": properties}}, {})

test_fails_without if {
	testing.statuses(public_access_block_stated) == {"It": "fail"} with input as _stack({})
}

test_passes_with_any if {
	testing.statuses(public_access_block_stated) == {"It": "pass"} with input as _stack({
		"PublicAccessBlockConfiguration": {"BlockPublicAcls": false},
	})
}

test_unknown_when_a_condition_decides if {
	testing.statuses(public_access_block_stated) == {"It": "unknown"} with input as _stack({
		"PublicAccessBlockConfiguration": testing.unknown("the condition Public is open"),
	})
}
