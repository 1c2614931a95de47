package stackgrade.rules.secretsmanager.attached_to_database_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.attached_to_database

test_fails_without if {
	testing.statuses(attached_to_database) == {"It": "fail"} with input as testing.stack(
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
	testing.statuses(attached_to_database) == {"It": "pass"} with input as testing.stack(
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
			"Attachment": {
				"type": "AWS::SecretsManager::SecretTargetAttachment",
				"properties": {"SecretId": testing.ref("It", "Ref")},
			},
		},
		{},
	)
}

test_unknown_when_the_secret_of_an_attachment_is_open if {
	testing.statuses(attached_to_database) == {"It": "unknown"} with input as testing.stack(
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
			"Attachment": {
				"type": "AWS::SecretsManager::SecretTargetAttachment",
				"properties": {
					"SecretId": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_leaves_out_other_secrets if {
	testing.statuses(attached_to_database) == {} with input as testing.stack(
		{"It": {"type": "AWS::SecretsManager::Secret", "properties": {}}},
		{},
	)
}

_filled(text) := testing.stack(
	{
		"Password": {"type": "random_password", "properties": {"Length": 32}},
		"It": {"type": "AWS::SecretsManager::Secret", "properties": {"SecretString": text}},
		"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"MasterUserPassword": testing.ref("Password", "Result")},
		},
	},
	{"format": "terraform"},
)

test_fails_when_the_secret_is_written_without_the_address if {
	every text in [
		"{\"password\":\"${Password.Result}\"}",
		"{\"host\":\"\",\"password\":\"${Password.Result}\"}",
		"{\"dbname\":\"${Db.DbName}\",\"password\":\"${Password.Result}\"}",
	] {
		testing.statuses(attached_to_database) == {"It": "fail"} with input as _filled(text)
	}
}

test_passes_when_the_secret_is_written_with_it if {
	every text in [
		"{\"url\":\"postgres://${Db.Endpoint.Address}\",\"password\":\"${Password.Result}\"}",
		"{\"host\": \"db.shop.internal\", \"password\": \"${Password.Result}\"}",
	] {
		testing.statuses(attached_to_database) == {"It": "pass"} with input as _filled(text)
	}
}
