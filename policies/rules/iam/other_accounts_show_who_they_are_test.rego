package stackgrade.rules.iam.other_accounts_show_who_they_are_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.other_accounts_show_who_they_are

_role(statement) := testing.stack(
	{"Role": {
		"type": "AWS::IAM::Role",
		"properties": {"AssumeRolePolicyDocument": {"Statement": [object.union(
			{"Effect": "Allow", "Action": "sts:AssumeRole"},
			statement,
		)]}},
	}},
	{},
)

test_fails_for_a_whole_account if {
	every principal in ["111122223333", "arn:aws:iam::111122223333:root"] {
		testing.statuses(other_accounts_show_who_they_are) == {"Role": "fail"} with input as _role({"Principal": {
			"AWS": principal,
		}})
	}
}

test_passes_for_one_role_or_with_a_condition if {
	every statement in [
		{"Principal": {"AWS": "arn:aws:iam::111122223333:role/deploy"}},
		{"Principal": {"AWS": "arn:aws:iam::${AWS::AccountId}:root"}},
		{"Principal": {"Service": "lambda.amazonaws.com"}},
		{"Principal": {"AWS": "111122223333"}, "Condition": {"StringEquals": {"sts:ExternalId": "shop"}}},
	] {
		testing.statuses(other_accounts_show_who_they_are) == {"Role": "pass"} with input as _role(statement)
	}
}

test_unknown_when_the_principal_is_open if {
	testing.statuses(other_accounts_show_who_they_are) == {"Role": "unknown"} with input as _role({"Principal": {
		"AWS": testing.unknown("parameter X has no default"),
	}})
}

test_fails_when_all_that_is_asked_is_no_second_factor if {
	every off in [false, "false"] {
		testing.statuses(other_accounts_show_who_they_are) == {"Role": "fail"} with input as _role({
			"Principal": {"AWS": "111122223333"},
			"Condition": {"Bool": {"aws:MultiFactorAuthPresent": off}},
		})
	}
}

test_fails_when_the_external_id_is_empty if {
	testing.statuses(other_accounts_show_who_they_are) == {"Role": "fail"} with input as _role({
		"Principal": {"AWS": "111122223333"},
		"Condition": {"StringEquals": {"sts:ExternalId": ""}},
	})
}

test_passes_with_an_external_id_that_has_to_be_given if {
	testing.statuses(other_accounts_show_who_they_are) == {"Role": "pass"} with input as _role({
		"Principal": {"AWS": "111122223333"},
		"Condition": {"StringEquals": {"sts:ExternalId": testing.unknown("parameter Id has no default")}},
	})
}

test_passes_with_a_second_factor if {
	testing.statuses(other_accounts_show_who_they_are) == {"Role": "pass"} with input as _role({
		"Principal": {"AWS": "111122223333"},
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	})
}
