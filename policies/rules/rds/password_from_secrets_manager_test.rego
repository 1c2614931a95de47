package stackgrade.rules.rds.password_from_secrets_manager_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.password_from_secrets_manager

test_fails_for_a_parameter if {
	testing.statuses(password_from_secrets_manager) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": testing.unknown("parameter X has no default"),
				},
				"attributes": {"MasterUserPassword": {"parameters": ["Password"]}},
			},
		},
		{"parameters": {"Password": {}}},
	)
}

test_fails_for_plain_systems_manager if {
	testing.statuses(password_from_secrets_manager) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MasterUserPassword": "{{resolve:ssm:/app/password}}"},
			},
		},
		{},
	)
}

test_passes_for_a_secret if {
	testing.statuses(password_from_secrets_manager) == {"Db": "pass", "Managed": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${Secret}:SecretString:password}}",
				},
			},
			"Managed": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"ManageMasterUserPassword": true},
			},
		},
		{},
	)
}

test_leaves_out_replicas_and_members if {
	testing.statuses(password_from_secrets_manager) == {} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"SourceDBInstanceIdentifier": "main"},
			},
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "aurora-mysql"}},
		},
		{},
	)
}
