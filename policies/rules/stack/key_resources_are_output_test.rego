package stackgrade.rules.stack.key_resources_are_output_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.key_resources_are_output

_resources := {
	"Db": {"type": "AWS::RDS::DBInstance"},
	"Function": {"type": "AWS::Lambda::Function"},
	"Helper": {"type": "AWS::Lambda::Function"},
	"Role": {"type": "AWS::IAM::Role"},
}

test_fails_once_for_each_kind_that_is_missing if {
	verdicts := testing.verdicts(key_resources_are_output) with input as testing.stack(
		_resources,
		{"outputs": {"RoleArn": {"value": testing.ref("Role", "Arn")}}},
	)
	{[verdict.address, verdict.status, verdict.message] | some verdict in verdicts} == {
		["Db", "fail", "no output tells of the database"],
		["Function", "fail", "no output tells of the function"],
	}
}

test_passes_when_one_of_each_kind_is_output if {
	testing.statuses(key_resources_are_output) == {"Db": "pass", "Helper": "pass"} with input as testing.stack(
		_resources,
		{"outputs": {
			"Connection": {"value": "mysql://${Db.Endpoint.Address}:3306"},
			"Functions": {"value": [testing.ref("Helper", "Arn")]},
		}},
	)
}

test_passes_when_an_output_is_computed_of_it if {
	testing.statuses(key_resources_are_output) == {"Db": "pass", "Function": "fail"} with input as testing.stack(
		_resources,
		{"outputs": {"Host": {"value": {
			"$unknown": "it is split at deployment",
			"kind": "attribute",
			"expression": "${Db.Endpoint.Address}",
		}}}},
	)
}

test_passes_when_an_output_tells_of_the_service_in_a_cluster if {
	testing.statuses(key_resources_are_output) == {"Cluster": "pass"} with input as testing.stack(
		{
			"Cluster": {"type": "AWS::ECS::Cluster"},
			"Service": {"type": "AWS::ECS::Service", "properties": {"Cluster": testing.ref("Cluster", "Ref")}},
		},
		{"outputs": {"ServiceName": {"value": testing.ref("Service", "Name")}}},
	)
}

test_fails_when_only_cdk_tells_of_it if {
	every name in ["ExportsOutputRefDb81BD5F67", "PublishOutputFnGetAttDbEndpointAddressCA5D1DD8"] {
		testing.statuses(key_resources_are_output) == {"Db": "fail"} with input as testing.stack(
			{"Db": {"type": "AWS::RDS::DBInstance"}},
			{"outputs": {name: {"value": testing.ref("Db", "Ref")}}},
		)
	}
}

test_unknown_when_a_macro_may_add_outputs if {
	testing.statuses(key_resources_are_output) == {"Db": "unknown", "Function": "unknown"} with input as testing.stack(
		_resources,
		{
			"outputs": {"Region": {"value": "${AWS::Region}"}},
			"incomplete": [{"address": "", "reason": "the macro Outputs may change the template"}],
		},
	)
}

test_leaves_out_stacks_without_outputs if {
	testing.statuses(key_resources_are_output) == {} with input as testing.stack(_resources, {})
}

test_leaves_out_what_nobody_connects_to if {
	testing.statuses(key_resources_are_output) == {} with input as testing.stack(
		{"Role": {"type": "AWS::IAM::Role"}},
		{"outputs": {"Region": {"value": "${AWS::Region}"}}},
	)
}

test_knows_the_types_that_it_names if {
	every type in key_resources_are_output.metadata.custom.types {
		testing.statuses(key_resources_are_output) == {"It": "fail"} with input as testing.stack(
			{"It": {"type": type}},
			{"outputs": {"Region": {"value": "${AWS::Region}"}}},
		)
	}
}

_region := {"outputs": {"Region": {"value": "${AWS::Region}"}}}

test_leaves_out_buckets_for_logs if {
	testing.statuses(key_resources_are_output) == {} with input as testing.stack(
		{
			"Logs": {"type": "AWS::S3::Bucket"},
			"Trail": {"type": "AWS::CloudTrail::Trail", "properties": {"S3BucketName": testing.ref("Logs", "Ref")}},
		},
		_region,
	)
	testing.statuses(key_resources_are_output) == {"Uploads": "fail"} with input as testing.stack(
		{
			"Logs": {"type": "AWS::S3::Bucket"},
			"Uploads": {
				"type": "AWS::S3::Bucket",
				"properties": {"LoggingConfiguration": {"DestinationBucketName": testing.ref("Logs", "Ref")}},
			},
		},
		_region,
	)
}

test_leaves_out_what_only_the_stack_itself_uses if {
	testing.statuses(key_resources_are_output) == {} with input as testing.stack(
		{
			"Failed": {"type": "AWS::SQS::Queue"},
			"Function": {
				"type": "AWS::Lambda::Function",
				"properties": {"DeadLetterConfig": {"TargetArn": testing.ref("Failed", "Arn")}},
			},
			"Setup": {
				"type": "Custom::Setup",
				"properties": {"ServiceToken": testing.ref("Function", "Arn")},
			},
		},
		{"outputs": {"Region": {"value": "${AWS::Region}"}}},
	)
}

test_leaves_out_artifacts_of_pipelines_and_functions_of_apis if {
	testing.statuses(key_resources_are_output) == {} with input as testing.stack(
		{
			"Artifacts": {"type": "AWS::S3::Bucket"},
			"Pipeline": {
				"type": "AWS::CodePipeline::Pipeline",
				"properties": {"ArtifactStore": {"Type": "S3", "Location": testing.ref("Artifacts", "Ref")}},
			},
			"Resolver": {"type": "AWS::Lambda::Function"},
			"Source": {
				"type": "AWS::AppSync::DataSource",
				"properties": {"LambdaConfig": {"LambdaFunctionArn": testing.ref("Resolver", "Arn")}},
			},
		},
		_region,
	)
}

test_leaves_out_topics_of_alarms if {
	testing.statuses(key_resources_are_output) == {} with input as testing.stack(
		{
			"Topic": {"type": "AWS::SNS::Topic"},
			"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmActions": [testing.ref("Topic", "Ref")]}},
		},
		{"outputs": {"Other": {}}},
	)
}

_behind_doors := {
	"Api": {"type": "AWS::ApiGatewayV2::Api"},
	"Stage": {"type": "AWS::ApiGatewayV2::Stage", "properties": {"ApiId": testing.ref("Api", "Ref")}},
	"Function": {"type": "AWS::Lambda::Function"},
	"Url": {"type": "AWS::Lambda::Url", "properties": {"TargetFunctionArn": testing.ref("Function", "Arn")}},
}

test_the_address_of_a_stage_or_function_tells_of_what_is_behind_it if {
	testing.statuses(key_resources_are_output) == {"Api": "pass", "Function": "pass"} with input as testing.stack(
		_behind_doors,
		{"outputs": {
			"Api": {"value": "${Stage.InvokeUrl}orders"},
			"Function": {"value": testing.ref("Url", "FunctionUrl")},
		}},
	)
	testing.statuses(key_resources_are_output) == {"Api": "fail", "Function": "fail"} with input as testing.stack(
		_behind_doors,
		{"outputs": {"Stage": {"value": testing.ref("Stage", "Ref")}}},
	)
}
