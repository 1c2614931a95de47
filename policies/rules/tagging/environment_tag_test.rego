package stackgrade.rules.tagging.environment_tag_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.tagging.environment_tag

# It knows an environment.
_parameters := {"parameters": {"Environment": {"type": "String"}}}

_vpc(key) := {"Vpc": {"type": "AWS::EC2::VPC", "properties": {"Tags": [{"Key": key, "Value": "shop"}]}}}

test_fails_with_other_tags_only if {
	every key in ["Name", "EnvironmentalImpact", "Stages"] {
		testing.statuses(environment_tag) == {"Vpc": "fail"} with input as testing.stack(
			_vpc(key),
			_parameters,
		)
	}
}

test_passes_with_the_environment if {
	every key in ["Environment", "environment", "env", "shop:environment", "EnvironmentSuffix", "Stage"] {
		testing.statuses(environment_tag) == {"Vpc": "pass"} with input as testing.stack(
			_vpc(key),
			_parameters,
		)
	}
}

test_unknown_when_a_key_is_open if {
	testing.statuses(environment_tag) == {"Vpc": "unknown"} with input as testing.stack(
		_vpc(testing.unknown("a parameter")),
		_parameters,
	)
}

test_leaves_out_what_has_no_tags if {
	testing.statuses(environment_tag) == {} with input as testing.stack({"Vpc": {"type": "AWS::EC2::VPC"}}, {})
}

test_leaves_it_to_the_tags_that_the_profile_requires if {
	testing.statuses(environment_tag) == {} with input as testing.stack(
		_vpc("Name"),
		object.union(_parameters, {"profile": object.union(testing.production, {"required_tags": ["Environment"]})}),
	)
}

test_passes_with_a_name_that_is_built_from_the_environment if {
	every parameter in ["EnvironmentSuffix", "Environment"] {
		testing.statuses(environment_tag) == {"Vpc": "pass"} with input as testing.stack(
			{"Vpc": object.union(
				_vpc("Name").Vpc,
				{"attributes": {"Tags[0].Value": {"parameters": [parameter]}}},
			)},
			{"parameters": {parameter: {"type": "String"}}},
		)
	}
}

test_leaves_out_stacks_that_know_no_environment if {
	testing.statuses(environment_tag) == {} with input as testing.stack(_vpc("Name"), {})
}

test_one_tag_shows_that_the_stack_knows_its_environment if {
	queue := {"type": "AWS::SQS::Queue", "properties": {"Tags": [{"Key": "Environment", "Value": "live"}]}}
	testing.statuses(environment_tag) == {"Vpc": "fail", "Queue": "pass"} with input as testing.stack(
		object.union(_vpc("Name"), {"Queue": queue}),
		{},
	)
}

test_a_workspace_of_terraform_says_it if {
	vpc := {"type": "AWS::EC2::VPC", "properties": {"Tags": [{"Key": "App", "Value": "shop ${terraform.workspace}"}]}}
	queue := {"type": "AWS::SQS::Queue", "properties": {"Tags": [{"Key": "is-production", "Value": "true"}]}}
	testing.statuses(environment_tag) == {"Queue": "pass", "Vpc": "pass"} with input as testing.stack(
		{"Queue": queue, "Vpc": vpc},
		{},
	)
}

test_leaves_out_what_sam_makes_of_a_function if {
	tagged := {"properties": {"Tags": [{"Key": "Team", "Value": "shop"}]}, "source_address": "Orders"}
	function := object.union({"type": "AWS::Lambda::Function"}, tagged)
	role := object.union({"type": "AWS::IAM::Role"}, tagged)
	testing.statuses(environment_tag) == {"Orders": "fail"} with input as testing.stack(
		{"Orders": function, "OrdersRole": role},
		{"parameters": {"Environment": {"type": "String"}}},
	)
}

test_leaves_out_an_instance_that_its_launch_template_tags if {
	template := {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": {"TagSpecifications": [{
		"ResourceType": "instance",
		"Tags": [{"Key": "Team", "Value": "shop"}],
	}]}}}
	instance := {"type": "AWS::EC2::Instance", "properties": {"LaunchTemplate": {
		"LaunchTemplateId": testing.ref("Template", "Ref"),
		"Version": "1",
	}}}
	testing.statuses(environment_tag) == {} with input as testing.stack(
		{"Template": template, "Web": instance},
		{"parameters": {"Environment": {"type": "String"}}},
	)
}

_from_provider := {
	"type": "AWS::SQS::Queue",
	"properties": {"Tags": [{"Key": "Owner", "Value": "shop"}]},
	"attributes": {"Tags[0].Value": {"part": {
		"address": "provider.aws.default_tags",
		"source_type": "provider",
		"member": false,
	}}},
}

test_the_tags_of_a_provider_are_told_once if {
	testing.statuses(environment_tag) == {"A": "fail", "B": "pass"} with input as testing.stack(
		{"A": _from_provider, "B": _from_provider},
		{"format": "terraform", "parameters": {"environment": {"type": "string"}}},
	)
}
