package stackgrade.rules.secretsmanager.characters_for_databases_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.characters_for_databases

test_fails_without if {
	testing.statuses(characters_for_databases) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": {"GenerateStringKey": "password"}},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}",
				},
			},
		},
		{},
	)
}

test_passes_when_excluded if {
	testing.statuses(characters_for_databases) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": {"ExcludeCharacters": "/@\" "}},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}",
				},
			},
		},
		{},
	)
}

test_passes_without_punctuation if {
	testing.statuses(characters_for_databases) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": {"ExcludePunctuation": true}},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}",
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(characters_for_databases) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {
					"GenerateSecretString": {
						"ExcludePunctuation": testing.unknown("parameter X has no default"),
					},
				},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}",
				},
			},
		},
		{},
	)
}

test_leaves_out_other_secrets if {
	testing.statuses(characters_for_databases) == {} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": {}},
			},
		},
		{},
	)
}
