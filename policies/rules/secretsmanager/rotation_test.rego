package stackgrade.rules.secretsmanager.rotation_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.rotation

test_fails_without if {
	testing.statuses(rotation) == {"It": "fail"} with input as testing.stack(
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

test_passes_with if {
	testing.statuses(rotation) == {"It": "pass"} with input as testing.stack(
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
			"Rotation": {
				"type": "AWS::SecretsManager::RotationSchedule",
				"properties": {"SecretId": testing.ref("It", "Ref")},
			},
		},
		{},
	)
}

test_unknown_when_the_secret_of_a_schedule_is_open if {
	testing.statuses(rotation) == {"It": "unknown"} with input as testing.stack(
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
			"Rotation": {
				"type": "AWS::SecretsManager::RotationSchedule",
				"properties": {
					"SecretId": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_leaves_out_other_secrets if {
	testing.statuses(rotation) == {} with input as testing.stack(
		{"It": {"type": "AWS::SecretsManager::Secret", "properties": {}}},
		{},
	)
}
