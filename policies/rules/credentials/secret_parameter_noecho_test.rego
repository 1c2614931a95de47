package stackgrade.rules.credentials.secret_parameter_noecho_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.credentials.secret_parameter_noecho

test_fails_for_each_secret_that_is_shown if {
	verdicts := testing.verdicts(secret_parameter_noecho) with input as testing.stack({}, {"parameters": {
		"DBPassword": {"type": "String", "no_echo": false},
		"StripeApiKey": {"type": "String"},
		"GitHubToken": {"type": "String", "no_echo": true},
	}})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "Parameters.DBPassword.NoEcho"],
		["fail", "Parameters.StripeApiKey.NoEcho"],
	}
}

test_passes_when_hidden if {
	testing.statuses(secret_parameter_noecho) == {"": "pass"} with input as testing.stack({}, {"parameters": {
		"DBPassword": {"type": "String", "no_echo": true},
		"db_password": {"type": "string", "no_echo": true},
	}})
}

test_leaves_out_parameters_that_say_where_the_secret_is if {
	testing.statuses(secret_parameter_noecho) == {} with input as testing.stack({}, {"parameters": {
		"api_key": {"type": "string", "default": "/shop/github/api_key"},
		"chamber_name_token": {"type": "string"},
		"github_secret_key": {"type": "string", "description": "The name of the secret with the key"},
		"password": {"type": "string", "description": "Database password SSM path"},
		"ssm_path_password": {"type": "string"},
	}})
}

test_leaves_out_parameters_that_hold_no_secret if {
	testing.statuses(secret_parameter_noecho) == {} with input as testing.stack({}, {"parameters": {
		"SecretRotationDays": {"type": "Number"},
		"DbCredentials": {"type": "String", "description": "ARN of the database's credentials"},
		"DbPassword": {"type": "AWS::SSM::Parameter::Value<String>"},
	}})
}

test_an_access_key_is_not_the_secret_one if {
	testing.statuses(secret_parameter_noecho) == {} with input as testing.stack({}, {"parameters": {
		"aws_access_key": {"type": "string"},
	}})
}
