package stackgrade.rules.secretsmanager.length_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.length_is_stated

_stack(properties, more) := testing.stack(
	{"It": {"type": "AWS::SecretsManager::Secret", "properties": properties}},
	more,
)

test_fails_when_it_is_left_out if {
	testing.statuses(length_is_stated) == {"It": "fail"} with input as _stack({"GenerateSecretString": {}}, {})
}

test_passes_when_it_is_stated if {
	every length in [20, testing.unknown("parameter Length has no default")] {
		testing.statuses(length_is_stated) == {"It": "pass"} with input as _stack(
			{"GenerateSecretString": {"PasswordLength": length}},
			{},
		)
	}
}

test_unknown_when_the_settings_are if {
	testing.statuses(length_is_stated) == {"It": "unknown"} with input as _stack(
		{"GenerateSecretString": testing.unknown("a macro")},
		{},
	)
}

test_leaves_out_tests_and_secrets_that_are_not_generated if {
	testing.statuses(length_is_stated) == {} with input as _stack({"SecretString": "x"}, {})
	testing.statuses(length_is_stated) == {} with input as _stack(
		{"GenerateSecretString": {}},
		{"profile": testing.disposable},
	)
}
