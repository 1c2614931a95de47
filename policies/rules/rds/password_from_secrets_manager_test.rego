package stackgrade.rules.rds.password_from_secrets_manager_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.password_from_secrets_manager

test_fails_for_a_parameter if {
	found := testing.verdicts(password_from_secrets_manager) with input as _stack(
		testing.unknown("open"),
		{"Password": {}},
	)
	{[verdict.status, verdict.message] | some verdict in found} == {[
		"fail",
		"the password is handed over as the parameter Password",
	]}
}

test_fails_when_a_part_is_handed_over if {
	testing.statuses(password_from_secrets_manager) == {"Db": "fail"} with input as _stack("app-${Password}", {
		"Prefix": {"default": "app"},
		"Password": {"default": ""},
	})
}

test_fails_when_the_value_of_the_parameter_is_known if {
	testing.statuses(password_from_secrets_manager) == {"Db": "fail"} with input as _stack(
		"Te********",
		{"Password": {}},
	)
}

test_fails_for_the_default_of_a_secret_parameter if {
	testing.statuses(password_from_secrets_manager) == {"Db": "fail"} with input as _stack(
		"Te********",
		{"Password": {"default": "Te********"}},
	)
}

test_fails_for_a_parameter_in_systems_manager if {
	found := testing.verdicts(password_from_secrets_manager) with input as _stack(testing.unknown("open"), {"Password": {
		"type": "AWS::SSM::Parameter::Value<String>",
		"default": "/app/password",
	}})
	{[verdict.status, verdict.message] | some verdict in found} == {[
		"fail",
		"the password comes from a plain parameter of Systems Manager",
	]}
}

test_fails_for_a_plain_dynamic_reference if {
	testing.statuses(password_from_secrets_manager) == {"Db": "fail"} with input as _stack(
		"{{resolve:ssm:/app/password}}",
		{},
	)
}

test_passes_for_an_encrypted_parameter_in_systems_manager if {
	testing.statuses(password_from_secrets_manager) == {"Db": "pass"} with input as _stack(
		"{{resolve:ssm-secure:/app/password}}",
		{},
	)
}

test_passes_for_a_secret if {
	testing.statuses(password_from_secrets_manager) == {"Db": "pass"} with input as _stack(
		"{{resolve:secretsmanager:${Secret}:SecretString:password}}",
		{"Secret": {}},
	)
}

test_passes_when_rds_makes_the_password if {
	testing.statuses(password_from_secrets_manager) == {"Cluster": "pass"} with input as testing.stack(
		{"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"ManageMasterUserPassword": true}}},
		{},
	)
}

test_judges_warehouses_and_documents if {
	testing.statuses(password_from_secrets_manager) == {"Db": "fail", "Store": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::DocDB::DBCluster",
				"properties": {"MasterUserPassword": testing.unknown("open")},
				"attributes": {"MasterUserPassword": {"parameters": ["Password"]}},
			},
			"Store": {"type": "AWS::Redshift::Cluster", "properties": {"ManageMasterPassword": true}},
		},
		{"parameters": {"Password": {}}},
	)
}

test_leaves_out_what_stands_in_the_template if {
	testing.statuses(password_from_secrets_manager) == {} with input as _stack("Te********", {})
	testing.statuses(password_from_secrets_manager) == {} with input as _stack(
		"Te********",
		{"Word": {"default": "Te********"}},
	)
}

test_leaves_out_imported_passwords if {
	testing.statuses(password_from_secrets_manager) == {} with input as _stack(
		testing.unknown("imported from another stack"),
		{},
	)
}

test_leaves_out_databases_that_are_given_no_password if {
	testing.statuses(password_from_secrets_manager) == {} with input as testing.stack(
		{
			"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "main"}},
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "aurora-mysql"}},
			"Restored": {"type": "AWS::RDS::DBCluster", "properties": {"SnapshotIdentifier": "before-upgrade"}},
		},
		{},
	)
}

_stack(password, parameters) := testing.stack(
	{"Db": {
		"type": "AWS::RDS::DBInstance",
		"properties": {"MasterUserPassword": password},
		"attributes": {"MasterUserPassword": {"parameters": [name | some name, _ in parameters]}},
	}},
	{"parameters": parameters},
)

test_terraform_may_read_an_encrypted_parameter if {
	read := testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"MasterUserPassword": "{{resolve:ssm:/shop/password}}"},
		}},
		{},
	)
	testing.statuses(password_from_secrets_manager) == {"Db": "fail"} with input as read
	in_terraform := object.union(read, {"format": "terraform"})
	testing.statuses(password_from_secrets_manager) == {"Db": "pass"} with input as in_terraform
}

test_leaves_out_what_is_looked_up_under_a_name_that_is_handed_over if {
	looked_up := object.union(testing.unknown("read from Systems Manager"), {"kind": "ssm"})
	testing.statuses(password_from_secrets_manager) == {} with input as _stack(looked_up, {"Environment": {}})
}

test_leaves_out_clusters_of_global_databases_which_rds_makes_no_password_for if {
	testing.statuses(password_from_secrets_manager) == {} with input as testing.stack(
		{"Cluster": {
			"type": "AWS::RDS::DBCluster",
			"properties": {"GlobalClusterIdentifier": "world", "MasterUserPassword": testing.unknown("open")},
			"attributes": {"MasterUserPassword": {"parameters": ["Password"]}},
		}},
		{"parameters": {"Password": {}}},
	)
}
