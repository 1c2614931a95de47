package stackgrade.rules.lambda.bucket_of_the_account_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.bucket_of_the_account

_permission(more) := testing.stack(
	{"May": {
		"type": "AWS::Lambda::Permission",
		"properties": object.union({"Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::uploads"}, more),
	}},
	{},
)

test_fails_without_the_account if {
	testing.statuses(bucket_of_the_account) == {"May": "fail"} with input as _permission({})
}

test_passes_with_the_account_or_the_organisation if {
	every more in [{"SourceAccount": "${AWS::AccountId}"}, {"PrincipalOrgID": testing.unknown("open")}] {
		testing.statuses(bucket_of_the_account) == {"May": "pass"} with input as _permission(more)
	}
}

test_leaves_out_other_callers if {
	testing.statuses(bucket_of_the_account) == {} with input as _permission({"Principal": "sns.amazonaws.com"})
}

test_leaves_out_a_caller_that_is_open if {
	testing.statuses(bucket_of_the_account) == {} with input as _permission({"Principal": testing.unknown("open")})
}
