package stackgrade.rules.credentials.no_secret_default_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.credentials.no_secret_default

test_fails_for_each_secret_with_a_default if {
	verdicts := testing.verdicts(no_secret_default) with input as testing.stack({}, {"parameters": {
		"DBPassword": {"type": "String", "default": "Ch********", "no_echo": true},
		"GitHubToken": {"type": "String", "default": "changeme"},
		"InstanceClass": {"type": "String", "default": "db.t3.medium"},
	}})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "Parameters.DBPassword.Default"],
		["fail", "Parameters.GitHubToken.Default"],
	}
}

test_passes_without_a_default if {
	testing.statuses(no_secret_default) == {"": "pass"} with input as testing.stack({}, {"parameters": {
		"DBPassword": {"type": "String", "no_echo": true},
		"ApiKey": {"type": "String", "default": ""},
		"db_password": {"type": "string", "default": null},
	}})
}

test_passes_where_the_default_only_leads_to_the_secret if {
	testing.statuses(no_secret_default) == {"": "pass"} with input as testing.stack({}, {"parameters": {
		"DbCredentials": {"default": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"},
		"DbPassword": {"default": "/shop/db/password"},
		"RedisAuthToken": {"default": "{{resolve:secretsmanager:redis}}"},
	}})
}

test_leaves_out_parameters_that_hold_no_secret if {
	testing.statuses(no_secret_default) == {} with input as testing.stack({}, {"parameters": {
		"DbPasswordLength": {"type": "String", "default": "thirty-two"},
		"DbSecretArn": {"type": "String", "default": "none"},
		"DbPassword": {"type": "AWS::SSM::Parameter::Value<String>", "default": "db-password"},
		"RequirePassword": {"type": "String", "default": "yes", "allowed_values": ["yes", "no"]},
		"DbSecret": {"type": "String", "default": "shop-db", "description": "Name of the database's secret"},
		"PaginationToken": {"type": "String", "default": "first"},
	}})
}
