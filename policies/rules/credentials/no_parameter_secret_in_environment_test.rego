package stackgrade.rules.credentials.no_parameter_secret_in_environment_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.credentials.no_parameter_secret_in_environment

_stack(value, parameter) := testing.stack(
	{"Function": {
		"type": "AWS::Lambda::Function",
		"properties": {"Environment": {"Variables": {"DB_PASSWORD": value}}},
		"attributes": {"Environment.Variables.DB_PASSWORD": {"parameters": [parameter]}},
	}},
	{"parameters": {
		"DbPassword": {"type": "String"},
		"Hidden": {"type": "String", "no_echo": true},
		"Environment": {"type": "String"},
	}},
)

test_fails_when_filled_from_a_secret if {
	every value in ["Te********", testing.unknown("parameter DbPassword has no default"), "mysql://app:${DbPassword}@db"] {
		testing.statuses(no_parameter_secret_in_environment) == {"Function": "fail"} with input as _stack(
			value,
			"DbPassword",
		)
	}
	testing.statuses(no_parameter_secret_in_environment) == {"Function": "fail"} with input as _stack(
		testing.unknown("parameter Hidden has no default"),
		"Hidden",
	)
}

test_fails_when_filled_by_a_dynamic_reference if {
	testing.statuses(no_parameter_secret_in_environment) == {"Task": "fail"} with input as testing.stack(
		{"Task": {
			"type": "AWS::ECS::TaskDefinition",
			"properties": {"ContainerDefinitions": [{"Environment": [{
				"Name": "DB_URL",
				"Value": "mysql://app:{{resolve:secretsmanager:${Secret}:SecretString:password}}@db",
			}]}]},
		}},
		{},
	)
}

test_passes_when_nothing_is_set if {
	testing.statuses(no_parameter_secret_in_environment) == {"Function": "pass"} with input as _stack("", "DbPassword")
}

test_passes_without_a_secret if {
	testing.statuses(no_parameter_secret_in_environment) == {"Function": "pass"} with input as testing.stack(
		{"Function": {
			"type": "AWS::Lambda::Function",
			"properties": {"Environment": {"Variables": {
				"DB_SECRET_ARN": testing.ref("Secret", "Ref"),
				"DB_USER": testing.unknown("parameter Hidden has no default"),
				"LOG_LEVEL": "{{resolve:ssm:/shop/log-level}}",
			}}},
			"attributes": {"Environment.Variables.DB_USER": {"parameters": ["Hidden"]}},
		}},
		{"parameters": {"Hidden": {"type": "String", "no_echo": true}}},
	)
}

# It is literal text then, which is for another rule.
test_passes_when_the_parameter_is_no_secret if {
	testing.statuses(no_parameter_secret_in_environment) == {"Function": "pass"} with input as _stack(
		"Te********",
		"Environment",
	)
}

test_unknown_when_the_variables_are if {
	testing.statuses(no_parameter_secret_in_environment) == {"Function": "unknown"} with input as testing.stack(
		{"Function": {"type": "AWS::Lambda::Function", "properties": {"Environment": testing.unknown("a macro")}}},
		{},
	)
}

test_leaves_out_what_sets_no_variables if {
	testing.statuses(no_parameter_secret_in_environment) == {} with input as testing.stack(
		{"Function": {"type": "AWS::Lambda::Function", "properties": {}}},
		{},
	)
}
