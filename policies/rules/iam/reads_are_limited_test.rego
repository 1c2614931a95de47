package stackgrade.rules.iam.reads_are_limited_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.reads_are_limited

_policy(statement, actions) := testing.stack(
	{"Policy": {
		"type": "AWS::IAM::ManagedPolicy",
		"properties": {"PolicyDocument": {"Statement": [object.union({"Effect": "Allow", "Resource": "*"}, statement)]}},
		"reach": [{"attribute": "PolicyDocument.Statement[0]", "actions": actions}],
	}},
	{},
)

_action(name, level) := {"name": name, "level": level}

test_fails_for_an_action_that_could_be_limited if {
	testing.statuses(reads_are_limited) == {"Policy": "fail"} with input as _policy(
		{"Action": "secretsmanager:GetSecretValue"},
		[_action("secretsmanager:GetSecretValue", "Read")],
	)
}

test_passes_for_what_is_of_another_level if {
	testing.statuses(reads_are_limited) == {"Policy": "pass"} with input as _policy(
		{"Action": "secretsmanager:GetSecretValue"},
		[_action("secretsmanager:GetSecretValue", "Tagging")],
	)
}

test_passes_with_a_condition if {
	testing.statuses(reads_are_limited) == {"Policy": "pass"} with input as _policy(
		{"Action": "secretsmanager:GetSecretValue", "Condition": {"StringEquals": {"aws:ResourceTag/App": "shop"}}},
		[_action("secretsmanager:GetSecretValue", "Read")],
	)
}

test_leaves_what_others_say_to_them if {
	every action in ["*", "secretsmanager:*"] {
		testing.statuses(reads_are_limited) == {"Policy": "pass"} with input as _policy(
			{"Action": action},
			[_action("secretsmanager:GetSecretValue", "Read")],
		)
	}
}

test_names_three_at_the_most if {
	verdicts := testing.verdicts(reads_are_limited) with input as _policy(
		{"Action": ["a:A", "a:B", "a:C", "a:D"]},
		[_action("a:A", "Read"), _action("a:B", "Read"), _action("a:C", "Read"), _action("a:D", "Read")],
	)
	wanted := "a:A, a:B, a:C and 1 more can be limited to a resource, and is allowed on all"
	{verdict.message | some verdict in verdicts} == {wanted}
}

test_unknown_when_the_effect_is_open if {
	testing.statuses(reads_are_limited) == {"Policy": "unknown"} with input as _policy(
		{"Action": "secretsmanager:GetSecretValue", "Effect": testing.unknown("parameter X has no default")},
		[],
	)
}

test_leaves_out_what_only_describes if {
	every action in ["dynamodb:DescribeTable", "cloudtrail:GetTrailStatus"] {
		testing.statuses(reads_are_limited) == {"Policy": "pass"} with input as _policy(
			{"Action": action},
			[_action(action, "Read")],
		)
	}
}
