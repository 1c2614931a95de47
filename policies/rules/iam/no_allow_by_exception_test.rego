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
