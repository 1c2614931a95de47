package stackgrade.rules.secretsmanager.generated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.generated

test_fails_for_literal_text if {
	testing.statuses(generated) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"SecretString": "Wi********"},
			},
		},
		{},
	)
}

test_passes_when_generated if {
	testing.statuses(generated) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": {}},
			},
		},
		{},
	)
}

test_passes_for_text_of_references if {
	testing.statuses(generated) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"SecretString": "{\"host\":\"${Db.Endpoint.Address}\"}"},
			},
		},
		{},
	)
}

test_fails_for_a_parameter if {
	testing.statuses(generated) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"SecretString": testing.unknown("parameter X has no default")},
				"attributes": {"SecretString": {"parameters": ["Password", "User"]}},
			},
		},
		{"parameters": {"Password": {"no_echo": true}, "User": {"no_echo": true}}},
	)
}

test_passes_for_what_others_issue if {
	every name in ["StripeSecretKey", "oauth_client_secret", "SmtpPassword", "ApiSecret"] {
		testing.statuses(generated) == {"It": "pass"} with input as testing.stack(
			{"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"SecretString": concat("", ["${", name, "}"])},
				"attributes": {"SecretString": {"parameters": [name]}},
			}},
			{"parameters": {name: {"no_echo": true}}},
		)
	}
}

test_fails_for_a_parameter_that_is_shown if {
	testing.statuses(generated) == {"It": "fail"} with input as testing.stack(
		{"It": {
			"type": "AWS::SecretsManager::Secret",
			"properties": {"SecretString": "${DbPassword}"},
			"attributes": {"SecretString": {"parameters": ["DbPassword"]}},
		}},
		{"parameters": {"DbPassword": {"type": "String"}}},
	)
}
