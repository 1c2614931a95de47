package stackgrade.rules.credentials.no_password_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.credentials.no_password

test_fails_in_the_clear if {
	testing.statuses(no_password) == {"Endpoint": "fail", "App": "fail", "Broker": "fail"} with input as testing.stack(
		{
			"App": {"type": "AWS::Amplify::App", "properties": {"OauthToken": "t0********"}},
			"Broker": {"type": "AWS::AmazonMQ::Broker", "properties": {"Users": [{"Password": "hu********"}]}},
			"Endpoint": {"type": "AWS::DMS::Endpoint", "properties": {"Password": "hu********"}},
		},
		{},
	)
}

test_passes_when_it_comes_from_elsewhere if {
	statuses := testing.statuses(no_password) with input as testing.stack(
		{
			"Given": {
				"type": "AWS::DMS::Endpoint",
				"properties": {"Password": testing.unknown("parameter Password has no default")},
			},
			"LookedUp": {
				"type": "AWS::DMS::Endpoint",
				"properties": {"Password": "{{resolve:secretsmanager:shop:SecretString:password}}"},
			},
			"Passed": {
				"type": "AWS::StepFunctions::StateMachine",
				"properties": {"Definition": {"Parameters": {"Token": "$.token"}}},
			},
			"Calculated": {
				"type": "AWS::StepFunctions::StateMachine",
				"properties": {"Definition": {"Arguments": {"TaskToken": "{% $states.context.Task.Token %}"}}},
			},
		},
		{},
	)
	statuses == {"Calculated": "pass", "Given": "pass", "LookedUp": "pass"}
}

test_leaves_the_default_of_a_secret_parameter_to_its_rule if {
	testing.statuses(no_password) == {"Endpoint": "pass"} with input as testing.stack(
		{"Endpoint": {
			"type": "AWS::DMS::Endpoint",
			"properties": {"Password": "hu********"},
			"attributes": {"Password": {"parameters": ["SourcePassword"]}},
		}},
		{"parameters": {"SourcePassword": {"default": "hu********"}}},
	)
}

test_fails_when_a_script_has_one if {
	every script in [
		"#!/bin/bash\nexport DB_PASSWORD=hu********\n./start",
		"DB_PASSWORD=\\\"hu********\\\"",
		"[default]\naws_secret_access_key = so********",
	] {
		testing.statuses(no_password) == {"It": "fail"} with input as _instance(script)
	}
}

test_passes_when_a_script_gets_one if {
	every script in [
		"TOKEN=$(curl -X PUT http://169.254.169.254/latest/api/token)",
		"$token=Invoke-RestMethod -Method PUT -Uri \"http://169.254.169.254/latest/api/token\"",
		"export DB_PASSWORD=${DbPassword}",
		"DB_SECRET=shop-database",
		"connect(user=name, password=given)",
	] {
		testing.statuses(no_password) == {"It": "pass"} with input as _instance(script)
	}
}

test_reads_parameter_store if {
	testing.statuses(no_password) == {"Secret": "fail"} with input as testing.stack(
		{
			"Secret": {"type": "AWS::SSM::Parameter", "properties": {"Name": "/shop/db/password", "Value": "hu********"}},
			"Setting": {"type": "AWS::SSM::Parameter", "properties": {"Name": "/shop/colour", "Value": "dark-red"}},
		},
		{},
	)
}

test_leaves_out_what_other_rules_look_at if {
	testing.statuses(no_password) == {} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MasterUserPassword": "hu********"}},
			"Function": {
				"type": "AWS::Lambda::Function",
				"properties": {"Environment": {"Variables": {"DB_PASSWORD": "hu********"}}},
			},
			"Named": {"type": "AWS::Glue::Connection", "properties": {"Credentials": "shop-database"}},
			"Tagged": {"type": "AWS::SNS::Topic", "properties": {"Tags": [{"Key": "Token", "Value": "x"}]}},
		},
		{},
	)
}

_instance(script) := testing.stack(
	{"It": {"type": "AWS::EC2::Instance", "properties": {"UserData": script}}},
	{},
)

test_leaves_out_the_names_of_external_secrets if {
	secret := {
		"type": "kubernetes_manifest",
		"source_type": "kubernetes_manifest",
		"properties": {"Manifest": {"spec": {"data": [{"secretKey": "token"}]}}},
	}
	testing.statuses(no_password) == {} with input as testing.stack({"External": secret}, {})
}
