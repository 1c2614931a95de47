package stackgrade.rules.iam.application_reaches_database_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.application_reaches_database

test_fails_without if {
	testing.statuses(application_reaches_database) == {"It": "fail"} with input as testing.stack(
		{
			"It": {"type": "AWS::SecretsManager::Secret", "properties": {}},
			"Shop": {"type": "AWS::EC2::Instance", "properties": {}},
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

test_passes_with_a_policy if {
	testing.statuses(application_reaches_database) == {"It": "pass"} with input as testing.stack(
		{
			"It": {"type": "AWS::SecretsManager::Secret", "properties": {}},
			"Shop": {"type": "AWS::EC2::Instance", "properties": {}},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}",
				},
			},
			"Read": {
				"type": "AWS::IAM::ManagedPolicy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "secretsmanager:GetSecretValue",
								"Resource": "*",
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(application_reaches_database) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {"type": "AWS::SecretsManager::Secret", "properties": {}},
			"Shop": {"type": "AWS::EC2::Instance", "properties": {}},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}",
				},
			},
			"Read": {
				"type": "AWS::IAM::ManagedPolicy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": testing.unknown("parameter X has no default"),
								"Resource": "*",
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_leaves_out_other_secrets if {
	testing.statuses(application_reaches_database) == {} with input as testing.stack(
		{"It": {"type": "AWS::SecretsManager::Secret", "properties": {}}},
		{},
	)
}

_database := {
	"It": {"type": "AWS::SecretsManager::Secret", "properties": {}},
	"Db": {
		"type": "AWS::RDS::DBInstance",
		"properties": {"MasterUserPassword": "{{resolve:secretsmanager:${It}:SecretString:password}}"},
	},
}

test_leaves_out_a_database_without_an_application if {
	testing.statuses(application_reaches_database) == {} with input as testing.stack(_database, {})
}

test_passes_with_a_policy_of_aws if {
	names := ["arn:aws:iam::aws:policy/SecretsManagerReadWrite"]
	role := {"type": "AWS::IAM::Role", "properties": {"ManagedPolicyArns": names}}
	testing.statuses(application_reaches_database) == {"It": "pass"} with input as testing.stack(
		object.union(_database, {"Role": role, "Shop": {"type": "AWS::ECS::TaskDefinition", "properties": {}}}),
		{},
	)
}
