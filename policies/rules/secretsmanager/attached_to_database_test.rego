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
			"Rotation": _rotation,
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
			"Rotation": _rotation,
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
			"Rotation": _rotation,
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
		"Rotation": _rotation,
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

_rotation := {"type": "AWS::SecretsManager::RotationSchedule", "properties": {"SecretId": testing.ref("It", "Ref")}}

_beside(others) := testing.stack(
	object.union(
		{
			"It": {"type": "AWS::SecretsManager::Secret", "properties": {}},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}"},
			},
		},
		others,
	),
	{},
)

_shop(variables) := {"Shop": {
	"type": "AWS::Lambda::Function",
	"properties": {"Environment": {"Variables": variables}},
}}

test_fails_when_an_application_is_given_nothing_else if {
	testing.statuses(attached_to_database) == {"It": "fail"} with input as _beside(_shop({
		"DATABASE": testing.ref("It", "Ref"),
		"TABLE": "orders",
	}))
}

test_leaves_out_a_secret_that_only_the_database_takes if {
	testing.statuses(attached_to_database) == {} with input as _beside({})
	testing.statuses(attached_to_database) == {} with input as _beside({"Proxy": {
		"type": "AWS::RDS::DBProxy",
		"properties": {"Auth": [{"SecretArn": testing.ref("It", "Ref")}]},
	}})
}

_endpoint(properties) := {"Source": {"type": "AWS::DMS::Endpoint", "properties": properties}}

test_a_migration_connects_with_the_secret_when_it_is_given_that if {
	testing.statuses(attached_to_database) == {"It": "fail"} with input as _beside(_endpoint({"MySqlSettings": {
		"SecretsManagerSecretId": testing.ref("It", "Ref"),
	}}))
	testing.statuses(attached_to_database) == {} with input as _beside(_endpoint({
		"Password": "{{resolve:secretsmanager:${It}:SecretString:password}}",
	}))
}

test_leaves_out_applications_that_are_told_the_address if {
	testing.statuses(attached_to_database) == {} with input as _beside(_shop({
		"DATABASE": testing.ref("It", "Ref"),
		"HOST": testing.ref("Db", "Endpoint.Address"),
	}))
}

test_fails_for_a_record_that_is_written_by_hand if {
	testing.statuses(attached_to_database) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"SecretString": `{"username": "shop", "password": "********"}`},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}",
				},
			},
		},
		{"edges": [{
			"source": "Db",
			"attribute": "MasterUserPassword",
			"target": "It",
			"target_attribute": "Ref",
		}]},
	)
}
