package stackgrade.rules.secretsmanager.random_password_characters_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.random_password_characters

_stack(password, taker) := testing.stack(
	{
		"random_password.db": {
			"type": "random_password",
			"properties": password,
		},
		"taker": taker,
	},
	{"format": "terraform"},
)

_database := {
	"type": "AWS::RDS::DBInstance",
	"properties": {"MasterUserPassword": testing.ref("random_password.db", "Result")},
}

_cache := {
	"type": "AWS::ElastiCache::ReplicationGroup",
	"properties": {"AuthToken": testing.ref("random_password.db", "Result")},
}

test_fails_with_characters_that_are_refused if {
	every password in [{}, {"OverrideSpecial": "!#@"}, {"Special": true}] {
		testing.statuses(random_password_characters) == {"random_password.db": "fail"} with input as _stack(
			password,
			_database,
		)
	}
	testing.statuses(random_password_characters) == {"random_password.db": "fail"} with input as _stack(
		{"OverrideSpecial": "!*"},
		_cache,
	)
}

test_passes_without if {
	every password in [{"Special": false}, {"OverrideSpecial": "!#$%"}] {
		testing.statuses(random_password_characters) == {"random_password.db": "pass"} with input as _stack(
			password,
			_database,
		)
	}
	testing.statuses(random_password_characters) == {"random_password.db": "pass"} with input as _stack(
		{"OverrideSpecial": "!&#$^<>-"},
		_cache,
	)
}

test_unknown_when_a_variable_decides if {
	testing.statuses(random_password_characters) == {"random_password.db": "unknown"} with input as _stack(
		{"OverrideSpecial": testing.unknown("the variable characters has no default")},
		_database,
	)
}

test_leaves_out_other_passwords if {
	testing.statuses(random_password_characters) == {} with input as _stack(
		{},
		{"type": "AWS::SNS::Topic", "properties": {"TopicName": testing.ref("random_password.db", "Result")}},
	)
}
