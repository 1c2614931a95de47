package stackgrade.rules.tagging.required_tags_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.tagging.required_tags

_wanted := {"profile": object.union(testing.production, {"required_tags": ["Owner", "CostCenter"]})}

test_fails_when_a_key_is_missing if {
	verdicts := testing.verdicts(required_tags) with input as testing.stack(
		{"Vpc": {"type": "AWS::EC2::VPC", "properties": {"Tags": [{"Key": "Owner", "Value": "shop"}]}}},
		_wanted,
	)
	{[verdict.status, verdict.attribute, verdict.message] | some verdict in verdicts} == {[
		"fail", "Tags",
		"tags are missing: CostCenter",
	]}
}

test_fails_without_tags if {
	testing.statuses(required_tags) == {"Pool": "fail"} with input as testing.stack(
		{"Pool": {"type": "AWS::Cognito::UserPool", "properties": {}}},
		_wanted,
	)
}

test_passes_with_all_keys_in_every_shape if {
	testing.statuses(required_tags) == {"Api": "pass", "Inherited": "pass", "Vpc": "pass"} with input as testing.stack(
		{
			"Api": {
				"type": "AWS::ApiGatewayV2::Api",
				"properties": {"Tags": {"CostCenter": "1", "Owner": testing.unknown("a parameter")}},
			},
			"Inherited": {
				"type": "AWS::S3::Bucket",
				"properties": {"Tags": [{"Key": "Owner", "Value": "shop"}]},
				"tags": {"CostCenter": "1"},
			},
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"Tags": [
				{"Key": "CostCenter", "Value": "1"},
				{"Key": "Name", "Value": "shop"},
				{"Key": "Owner", "Value": testing.unknown("a parameter")},
			]}},
		},
		_wanted,
	)
}

test_unknown_when_a_key_is_open if {
	testing.statuses(required_tags) == {"Vpc": "unknown"} with input as testing.stack(
		{"Vpc": {"type": "AWS::EC2::VPC", "properties": {"Tags": [{
			"Key": testing.unknown("a parameter"),
			"Value": "1",
		}]}}},
		_wanted,
	)
}

test_leaves_everything_out_when_no_tag_is_required if {
	testing.statuses(required_tags) == {} with input as testing.stack({"Vpc": {"type": "AWS::EC2::VPC"}}, {})
}

test_an_instance_has_the_tags_of_its_launch_template if {
	template := {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": {"TagSpecifications": [{
		"ResourceType": "instance",
		"Tags": [{"Key": "Owner", "Value": "shop"}],
	}]}}}
	instance := {"type": "AWS::EC2::Instance", "properties": {
		"LaunchTemplate": {"LaunchTemplateId": testing.ref("Template", "Ref"), "Version": "1"},
		"Tags": [{"Key": "CostCenter", "Value": "1"}],
	}}
	testing.statuses(required_tags) == {"Web": "pass"} with input as testing.stack(
		{"Template": template, "Web": instance},
		_wanted,
	)
}
