package stackgrade.rules.credentials.no_secret_in_environment_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.credentials.no_secret_in_environment

_function(variables) := {
	"type": "AWS::Lambda::Function",
	"properties": {"Environment": {"Variables": variables}},
}

test_fails_with_a_literal_secret if {
	testing.statuses(no_secret_in_environment) == {
		"Build": "fail",
		"Function": "fail",
		"Job": "fail",
		"Service": "fail",
		"Shop": "fail",
		"Task": "fail",
	} with input as testing.stack(
		{
			"Job": {
				"type": "AWS::Batch::JobDefinition",
				"properties": {"ContainerProperties": {"Environment": [{"Name": "DB_PASSWORD", "Value": "Te********"}]}},
			},
			"Service": {
				"type": "AWS::AppRunner::Service",
				"properties": {"SourceConfiguration": {"ImageRepository": {"ImageConfiguration": {
					"RuntimeEnvironmentVariables": [{"Name": "DB_PASSWORD", "Value": "Te********"}],
				}}}},
			},
			"Build": {
				"type": "AWS::CodeBuild::Project",
				"properties": {"Environment": {"EnvironmentVariables": [{"Name": "NPM_TOKEN", "Value": "ab********"}]}},
			},
			"Function": _function({"TABLE": "orders", "DB_PASSWORD": "Te********"}),
			"Shop": {
				"type": "AWS::ElasticBeanstalk::Environment",
				"properties": {"OptionSettings": [{
					"Namespace": "aws:elasticbeanstalk:application:environment",
					"OptionName": "STRIPE_API_KEY",
					"Value": "sk********",
				}]},
			},
			"Task": {
				"type": "AWS::ECS::TaskDefinition",
				"properties": {"ContainerDefinitions": [
					{"Name": "proxy"},
					{"Name": "app", "Environment": [{"Name": "JwtSecret", "Value": "hunter2"}]},
				]},
			},
		},
		{},
	)
}

test_fails_with_the_id_of_an_access_key if {
	testing.statuses(no_secret_in_environment) == {"Function": "fail"} with input as testing.stack(
		{"Function": _function({"AWS_ACCESS_KEY_ID": "build"})},
		{},
	)
}

test_names_the_variable if {
	verdicts := testing.verdicts(no_secret_in_environment) with input as testing.stack(
		{"Task": {
			"type": "AWS::ECS::TaskDefinition",
			"properties": {"ContainerDefinitions": [{"Environment": [{"Name": "DB_PASSWORD", "Value": "Te********"}]}]},
		}},
		{},
	)
	{verdict.attribute | some verdict in verdicts} == {"ContainerDefinitions[0].Environment[0].Value"}
}

test_passes_when_the_secret_is_elsewhere if {
	testing.statuses(no_secret_in_environment) == {"Build": "pass", "Function": "pass"} with input as testing.stack(
		{
			"Build": {
				"type": "AWS::CodeBuild::Project",
				"properties": {"Environment": {"EnvironmentVariables": [
					{"Name": "NPM_TOKEN", "Type": "SECRETS_MANAGER", "Value": "npm:token"},
					{"Name": "API_KEY", "Type": "PARAMETER_STORE", "Value": "build-key"},
				]}},
			},
			"Function": _function({
				"DB_SECRET": testing.ref("Secret", "Ref"),
				"DB_PASSWORD": "{{resolve:secretsmanager:${Secret}:SecretString:password}}",
				"API_TOKEN": "/shop/token",
				"DB_SECRET_NAME": "shop-db",
				"CACHE_SECRET": "shop/cache",
				"DbCredentials": "Prod/MyShop/orders-db2",
				"REQUIRE_PASSWORD": "true",
			}),
		},
		{},
	)
}

# Another rule reports these.
test_passes_when_a_secret_parameter_gives_it if {
	testing.statuses(no_secret_in_environment) == {"Function": "pass"} with input as testing.stack(
		{"Function": object.union(_function({"DB_PASSWORD": "Te********", "API_KEY": "ab********"}), {"attributes": {
			"Environment.Variables.API_KEY": {"parameters": ["Stripe"]},
			"Environment.Variables.DB_PASSWORD": {"parameters": ["DbPassword"]},
		}})},
		{"parameters": {
			"DbPassword": {"type": "String", "default": "Te********"},
			"Stripe": {"type": "String", "default": "ab********", "no_echo": true},
		}},
	)
}

test_unknown_when_the_variables_are if {
	testing.statuses(no_secret_in_environment) == {"Function": "unknown", "Task": "unknown"} with input as testing.stack(
		{
			"Function": {"type": "AWS::Lambda::Function", "properties": {"Environment": testing.unknown("a macro")}},
			"Task": {
				"type": "AWS::ECS::TaskDefinition",
				"properties": {"ContainerDefinitions": [{"Environment": [testing.unknown("a macro")]}]},
			},
		},
		{},
	)
}

test_an_open_value_is_no_literal_secret if {
	testing.statuses(no_secret_in_environment) == {"Function": "pass"} with input as testing.stack(
		{"Function": _function({"DB_PASSWORD": testing.unknown("parameter DbPassword has no default")})},
		{},
	)
}

test_leaves_out_what_sets_no_variables if {
	testing.statuses(no_secret_in_environment) == {} with input as testing.stack(
		{
			"App": {"type": "AWS::ElasticBeanstalk::Application", "properties": {}},
			"Function": {"type": "AWS::Lambda::Function", "properties": {}},
		},
		{},
	)
}

test_fails_when_a_path_is_no_name if {
	every variables in [
		{"JWT_SECRET": "k9/x2Lq8Vb0"},
		{"SIGNING_SECRET": "wJalrXUtnFEMI/K7MDENG/bPxRfiCY"},
		{"DB_SECRET": "hunter"},
		{"DB_PASSWORD": "shop/aurora"},
		{"API_TOKEN": "shop/aurora"},
	] {
		testing.statuses(no_secret_in_environment) == {"Function": "fail"} with input as testing.stack(
			{"Function": _function(variables)},
			{},
		)
	}
}
