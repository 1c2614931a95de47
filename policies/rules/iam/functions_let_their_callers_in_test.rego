package stackgrade.rules.iam.functions_let_their_callers_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.functions_let_their_callers_in

_function := {"type": "AWS::Lambda::Function", "properties": {"FunctionName": "work"}}

_permission(principal, name) := {"type": "AWS::Lambda::Permission", "properties": {
	"FunctionName": name,
	"Principal": principal,
}}

_callers := {
	"events.amazonaws.com": {
		"type": "AWS::Events::Rule",
		"properties": {"Targets": [{"Arn": testing.ref("Work", "Arn")}]},
	},
	"sns.amazonaws.com": {
		"type": "AWS::SNS::Subscription",
		"properties": {"Endpoint": testing.ref("Work", "Arn")},
	},
	"s3.amazonaws.com": {
		"type": "AWS::S3::Bucket",
		"properties": {"NotificationConfiguration": {"LambdaConfigurations": [{"Function": testing.ref("Work", "Arn")}]}},
	},
	"logs.${AWS::Region}.amazonaws.com": {
		"type": "AWS::Logs::SubscriptionFilter",
		"properties": {"DestinationArn": testing.ref("Work", "Arn")},
	},
	"config.amazonaws.com": {
		"type": "AWS::Config::ConfigRule",
		"properties": {"Source": {"Owner": "CUSTOM_LAMBDA", "SourceIdentifier": testing.ref("Work", "Arn")}},
	},
	"secretsmanager.amazonaws.com": {
		"type": "AWS::SecretsManager::RotationSchedule",
		"properties": {"RotationLambdaARN": testing.ref("Work", "Arn")},
	},
	"elasticloadbalancing.amazonaws.com": {
		"type": "AWS::ElasticLoadBalancingV2::TargetGroup",
		"properties": {"TargetType": "lambda", "Targets": [{"Id": testing.ref("Work", "Arn")}]},
	},
	"apigateway.amazonaws.com": {
		"type": "AWS::ApiGateway::Method",
		"properties": {"Integration": {"Uri": "arn:aws:apigateway:${AWS::Region}:lambda:path/${Work.Arn}/invocations"}},
	},
}

test_fails_without_a_permission if {
	every caller in _callers {
		testing.statuses(functions_let_their_callers_in) == {"Caller": "fail"} with input as testing.stack(
			{"Work": _function, "Caller": caller, "Other": _permission("iot.amazonaws.com", testing.ref("Work", "Ref"))},
			{},
		)
	}
}

test_passes_with_one if {
	every principal, caller in _callers {
		every name in [testing.ref("Work", "Ref"), testing.ref("Live", "Ref"), "work", "${Work.Arn}:live"] {
			testing.statuses(functions_let_their_callers_in) == {"Caller": "pass"} with input as testing.stack(
				{
					"Work": _function,
					"Caller": caller,
					"Live": {"type": "AWS::Lambda::Alias", "properties": {"FunctionName": testing.ref("Work", "Ref")}},
					"Permission": _permission(principal, name),
				},
				{},
			)
		}
	}
}

test_passes_when_an_api_has_a_role if {
	testing.statuses(functions_let_their_callers_in) == {} with input as testing.stack(
		{"Work": _function, "Caller": {"type": "AWS::ApiGateway::Method", "properties": {"Integration": {
			"Uri": "arn:aws:apigateway:${AWS::Region}:lambda:path/${Work.Arn}/invocations",
			"Credentials": "arn:aws:iam::111122223333:role/api",
		}}}},
		{},
	)
}

test_knows_integrations_of_http_apis if {
	testing.statuses(functions_let_their_callers_in) == {"Caller": "fail"} with input as testing.stack(
		{"Work": _function, "Caller": {"type": "AWS::ApiGatewayV2::Integration", "properties": {
			"IntegrationUri": testing.ref("Work", "Arn"),
		}}},
		{},
	)
}

test_unknown_when_the_principal_is_open if {
	testing.statuses(functions_let_their_callers_in) == {"Caller": "unknown"} with input as testing.stack(
		{
			"Work": _function,
			"Caller": _callers["events.amazonaws.com"],
			"Permission": _permission(testing.unknown("parameter X has no default"), testing.ref("Work", "Ref")),
		},
		{},
	)
}

test_leaves_out_a_rule_that_calls_with_a_role if {
	target := {"Arn": testing.ref("Work", "Arn"), "RoleArn": "arn:aws:iam::123456789012:role/rule"}
	testing.statuses(functions_let_their_callers_in) == {} with input as testing.stack(
		{"Work": _function, "Rule": {"type": "AWS::Events::Rule", "properties": {"Targets": [target]}}},
		{},
	)
}

test_a_service_may_be_named_for_every_partition if {
	testing.statuses(functions_let_their_callers_in) == {"Caller": "pass"} with input as testing.stack(
		{
			"Caller": _callers["events.amazonaws.com"],
			"Permission": _permission("events.${AWS::URLSuffix}", testing.ref("Work", "Ref")),
			"Work": _function,
		},
		{},
	)
}
