package stackgrade.rules.iam.roles_are_passed_by_name_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.roles_are_passed_by_name

_policy(statement) := testing.stack(
	{"Policy": {
		"type": "AWS::IAM::ManagedPolicy",
		"properties": {"PolicyDocument": {"Statement": [object.union({"Effect": "Allow", "Resource": "*"}, statement)]}},
	}},
	{},
)

test_fails_for_any_role if {
	every target in ["*", "arn:aws:iam::111122223333:role/*", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*"] {
		testing.statuses(roles_are_passed_by_name) == {"Policy": "fail"} with input as _policy({
			"Action": "iam:PassRole",
			"Resource": target,
		})
	}
}

test_passes_when_limited if {
	every statement in [
		{"Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/shop-*"},
		{"Action": "iam:PassRole", "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}},
		{"Action": "iam:GetRole"},
	] {
		testing.statuses(roles_are_passed_by_name) == {"Policy": "pass"} with input as _policy(statement)
	}
}

test_unknown_when_the_role_is_open if {
	testing.statuses(roles_are_passed_by_name) == {"Policy": "unknown"} with input as _policy({
		"Action": "iam:PassRole",
		"Resource": testing.unknown("parameter X has no default"),
	})
}
