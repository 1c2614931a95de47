package stackgrade.rules.iam.no_allow_by_exception_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.no_allow_by_exception

_policy(statement) := testing.stack(
	{"Policy": {
		"type": "AWS::IAM::ManagedPolicy",
		"properties": {"PolicyDocument": {"Statement": [object.union({"Effect": "Allow", "Resource": "*"}, statement)]}},
	}},
	{},
)

test_fails_for_exceptions if {
	testing.statuses(no_allow_by_exception) == {"Policy": "fail"} with input as _policy({"NotAction": "iam:*"})
	testing.statuses(no_allow_by_exception) == {"Policy": "fail"} with input as _policy({
		"Action": "s3:*",
		"NotResource": "arn:aws:s3:::a",
	})
}

test_fails_for_exceptions_in_what_lets_others_in if {
	statement := {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "NotAction": "sts:TagSession"}
	statuses := testing.statuses(no_allow_by_exception) with input as testing.stack(
		{
			"Role": {
				"type": "AWS::IAM::Role",
				"properties": {"AssumeRolePolicyDocument": {"Statement": [statement]}},
			},
			"Bucket": {"type": "AWS::S3::BucketPolicy", "properties": {"PolicyDocument": {"Statement": [statement]}}},
		},
		{},
	)
	statuses == {"Role": "fail", "Bucket": "fail"}
}

test_passes_when_named_or_denied if {
	testing.statuses(no_allow_by_exception) == {"Policy": "pass"} with input as _policy({"Action": "s3:GetObject"})
	testing.statuses(no_allow_by_exception) == {"Policy": "pass"} with input as _policy({
		"Effect": "Deny",
		"NotAction": "iam:*",
	})
}

test_unknown_when_the_effect_is_open if {
	testing.statuses(no_allow_by_exception) == {"Policy": "unknown"} with input as _policy({
		"Effect": testing.unknown("parameter X has no default"),
		"NotAction": "iam:*",
	})
}
