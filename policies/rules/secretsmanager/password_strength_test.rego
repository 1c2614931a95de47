package stackgrade.rules.secretsmanager.password_strength_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.password_strength

test_fails_when_short if {
	testing.statuses(password_strength) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": {"PasswordLength": 12}},
			},
		},
		{},
	)
}

test_passes_when_long if {
	testing.statuses(password_strength) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": {"PasswordLength": 32}},
			},
		},
		{},
	)
}

test_passes_by_default if {
	testing.statuses(password_strength) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": {}},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(password_strength) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {
					"GenerateSecretString": {
						"PasswordLength": testing.unknown("parameter X has no default"),
					},
				},
			},
		},
		{},
	)
}

test_leaves_out_secrets_that_are_not_generated if {
	testing.statuses(password_strength) == {} with input as testing.stack(
		{"It": {"type": "AWS::SecretsManager::Secret", "properties": {}}},
		{},
	)
}
