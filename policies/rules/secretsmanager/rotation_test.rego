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

_secret(text) := {"type": "AWS::SecretsManager::Secret", "properties": {"SecretString": text}}

test_fails_when_a_random_password_is_for_both if {
	testing.statuses(rotation) == {"It": "fail"} with input as testing.stack(
		{
			"Password": {"type": "random_password", "properties": {"Length": 32}},
			"It": _secret("{\"password\":\"${Password.Result}\"}"),
			"Salt": _secret("{\"salt\":\"${Password.BcryptHash}\"}"),
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MasterUserPassword": testing.ref("Password", "Result")},
			},
		},
		{},
	)
}

test_fails_when_a_data_source_is_for_both if {
	password := {"$unknown": "it is read at deployment", "expression": "${data.random.db.random_password}"}
	every text in [
		"{\"password\":\"${data.random.db.random_password}\"}",
		{"$unknown": "it is read at deployment", "expression": "x${data.random.db.random_password}"},
	] {
		testing.statuses(rotation) == {"It": "fail"} with input as testing.stack(
			{
				"It": _secret(text),
				"Other": _secret("{\"password\":\"${data.random.other.random_password}\"}"),
				"Db": {"type": "AWS::RDS::DBCluster", "properties": {"MasterUserPassword": password}},
			},
			{},
		)
	}
}
