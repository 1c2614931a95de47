package stackgrade.rules.naming.no_hardcoded_environment_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.no_hardcoded_environment

_parameters := {"parameters": {"Environment": {"type": "String", "default": "dev"}}}

_bucket(name, environment) := {
	"type": "AWS::S3::Bucket",
	"properties": {"BucketName": name, "Tags": [{"Key": "Environment", "Value": environment}]},
	"attributes": {"Tags[0].Value": {"parameters": ["Environment"]}},
}

_tagged(tags) := {"type": "AWS::EC2::VPC", "properties": {"Tags": tags}}

test_fails_when_a_name_says_the_environment if {
	every name in ["prod-uploads", "uploads-${AWS::AccountId}-dev", "Uploads_Production", "uploads.staging.shop"] {
		testing.statuses(no_hardcoded_environment) == {"Bucket": "fail"} with input as testing.stack(
			{"Bucket": _bucket(name, "dev")},
			_parameters,
		)
	}
}

test_fails_beside_a_parameter if {
	bucket := object.union(_bucket("prod-uploads-blue", "dev"), {"attributes": {
		"BucketName": {"parameters": ["Suffix"]},
		"Tags[0].Value": {"parameters": ["Environment"]},
	}})
	parameters := object.union(_parameters.parameters, {"Suffix": {"type": "String", "default": "blue"}})
	testing.statuses(no_hardcoded_environment) == {"Bucket": "fail"} with input as testing.stack(
		{"Bucket": bucket},
		{"parameters": parameters},
	)
	testing.statuses(no_hardcoded_environment) == {"Bucket": "pass"} with input as testing.stack(
		{"Bucket": bucket},
		{"parameters": parameters, "metadata": {"mappings": ["Names"]}},
	)
}

test_fails_when_a_tag_does if {
	verdicts := testing.verdicts(no_hardcoded_environment) with input as testing.stack(
		{
			"Vpc": _tagged([{"Key": "Name", "Value": "prod-vpc"}, {"Key": "Environment", "Value": "Production"}]),
			"Parameter": {"type": "AWS::SSM::Parameter", "properties": {"Tags": {"env": "blue"}}},
		},
		{"parameters": {"EnvironmentSuffix": {"type": "String"}}},
	)
	{[verdict.address, verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["Vpc", "fail", "Tags[0].Value"],
		["Vpc", "fail", "Tags[1].Value"],
		["Parameter", "fail", "Tags.env"],
	}
}

test_passes_when_the_parameter_says_it if {
	testing.statuses(no_hardcoded_environment) == {"Bucket": "pass", "Vpc": "pass"} with input as testing.stack(
		{
			"Bucket": object.union(_bucket("dev-uploads", "dev"), {"attributes": {
				"BucketName": {"parameters": ["Environment"]},
				"Tags[0].Value": {"parameters": ["Environment"]},
			}}),
			"Vpc": _tagged([{"Key": "Environment", "Value": testing.unknown("a parameter")}]),
		},
		_parameters,
	)
}

test_passes_when_no_word_is_an_environment if {
	every name in ["device-uploads", "products", "load-test-results", "${Prod}-uploads", "approd"] {
		testing.statuses(no_hardcoded_environment) == {"Bucket": "pass"} with input as testing.stack(
			{"Bucket": _bucket(name, "dev")},
			_parameters,
		)
	}
}

test_leaves_out_what_a_condition_chooses if {
	testing.statuses(no_hardcoded_environment) == {} with input as testing.stack(
		{
			"Chosen": object.union(
				_bucket("prod-uploads", "dev"),
				{"raw": {"Properties": {"BucketName": {"Fn::If": ["IsProduction"]}}}},
			),
			"InProduction": object.union(_bucket("prod-uploads", "dev"), {"raw": {"Condition": "IsProduction"}}),
			"Open": object.union(_bucket("prod-uploads", "dev"), {"conditions": ["IsProduction"]}),
		},
		object.union(_parameters, {"metadata": {"conditions": ["IsProduction"]}}),
	)
}

test_leaves_out_stacks_that_are_not_told_the_environment if {
	testing.statuses(no_hardcoded_environment) == {} with input as testing.stack(
		{"Bucket": _bucket("prod-uploads", "production")},
		{"parameters": {"InstanceType": {"type": "String"}}},
	)
}

test_leaves_out_what_has_neither_name_nor_tags if {
	testing.statuses(no_hardcoded_environment) == {} with input as testing.stack(
		{"Queue": {"type": "AWS::SQS::Queue", "properties": {}}},
		_parameters,
	)
}

test_leaves_out_what_cdk_wrote_for_an_environment if {
	testing.statuses(no_hardcoded_environment) == {} with input as testing.stack(
		{"BucketAD3DB6C1": _bucket("prod-uploads", "production")},
		_parameters,
	)
}

_from_provider(name) := {
	"type": "AWS::SQS::Queue",
	"properties": {"QueueName": name, "Tags": [{"Key": "Environment", "Value": "production"}]},
	"attributes": {"Tags[0].Value": {"part": {
		"address": "provider.aws.default_tags",
		"source_type": "provider",
		"member": false,
	}}},
}

test_the_tags_of_a_provider_are_told_once if {
	testing.statuses(no_hardcoded_environment) == {"A": "fail", "B": "pass"} with input as testing.stack(
		{"A": _from_provider("a"), "B": _from_provider("b")},
		{"format": "terraform", "parameters": {"environment": {"type": "string"}}},
	)
}
