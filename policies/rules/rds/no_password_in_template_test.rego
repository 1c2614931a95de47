package stackgrade.rules.rds.no_password_in_template_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.no_password_in_template

test_fails_for_literal_text if {
	testing.statuses(no_password_in_template) == {"Db": "fail"} with input as _stack("Te********", {})
}

test_fails_when_only_aws_fills_something_in if {
	testing.statuses(no_password_in_template) == {"Db": "fail"} with input as _stack("${AWS::StackName}-Te********", {})
}

test_fails_for_a_default_and_names_its_parameter if {
	found := testing.verdicts(no_password_in_template) with input as _stack(
		"Te********",
		{"Word": {"default": "Te********"}},
	)
	{[verdict.status, verdict.message] | some verdict in found} == {[
		"fail",
		"the password is the default of the parameter Word",
	]}
}

test_leaves_the_default_of_a_secret_parameter_to_the_rule_on_those if {
	testing.statuses(no_password_in_template) == {"Db": "pass"} with input as _stack(
		"Te********",
		{"Password": {"default": "Te********"}},
	)
}

test_passes_for_a_parameter_without_default if {
	testing.statuses(no_password_in_template) == {"Db": "pass"} with input as _stack(
		testing.unknown("open"),
		{"Password": {}},
	)
}

test_passes_when_a_part_is_handed_over if {
	testing.statuses(no_password_in_template) == {"Db": "pass"} with input as _stack("app-${Password}", {
		"Prefix": {"default": "app"},
		"Password": {},
	})
}

test_passes_when_the_default_is_the_name_of_a_parameter_in_systems_manager if {
	testing.statuses(no_password_in_template) == {
		"Db": "pass",
	} with input as _stack(testing.unknown("open"), {"Password": {
		"type": "AWS::SSM::Parameter::Value<String>",
		"default": "/app/password",
	}})
}

test_passes_for_a_secret if {
	testing.statuses(no_password_in_template) == {"Db": "pass"} with input as _stack(
		"{{resolve:secretsmanager:${Secret}:SecretString:password}}",
		{},
	)
}

test_passes_when_rds_makes_the_password if {
	testing.statuses(no_password_in_template) == {"Cluster": "pass"} with input as testing.stack(
		{"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"ManageMasterUserPassword": true}}},
		{},
	)
}

test_leaves_out_databases_that_are_given_no_password if {
	testing.statuses(no_password_in_template) == {} with input as testing.stack(
		{"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "main"}}},
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
