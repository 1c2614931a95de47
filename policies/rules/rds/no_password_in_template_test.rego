package stackgrade.rules.rds.no_password_in_template_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.no_password_in_template

test_fails_for_literal_text if {
	testing.statuses(no_password_in_template) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MasterUserPassword": "Te********"},
			},
		},
		{},
	)
}

test_passes_for_a_secret if {
	testing.statuses(no_password_in_template) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUserPassword": "{{resolve:secretsmanager:${Secret}:SecretString:password}}",
				},
			},
		},
		{},
	)
}

test_fails_for_a_default if {
	testing.statuses(no_password_in_template) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MasterUserPassword": "Te********"},
				"attributes": {"MasterUserPassword": {"parameters": ["Password"]}},
			},
		},
		{"parameters": {"Password": {"default": "Te********"}}},
	)
}

test_passes_for_a_parameter_without_default if {
	testing.statuses(no_password_in_template) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MasterUserPassword": testing.unknown("open")},
				"attributes": {"MasterUserPassword": {"parameters": ["Password"]}},
			},
		},
		{"parameters": {"Password": {}}},
	)
}
