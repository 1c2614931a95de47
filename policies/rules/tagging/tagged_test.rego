package stackgrade.rules.tagging.tagged_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.tagging.tagged

_tagged := {"type": "AWS::SQS::Queue", "properties": {"Tags": [{"Key": "Team", "Value": "shop"}]}}

test_leaves_stacks_in_which_nothing_is_tagged_to_the_rule_on_stacks if {
	named := {"type": "AWS::EC2::VPC", "properties": {"Tags": [{"Key": "Name", "Value": "shop"}]}}
	testing.statuses(tagged) == {} with input as testing.stack(
		{"Queue": {"type": "AWS::SQS::Queue", "properties": {}}, "Vpc": named},
		{},
	)
}

test_leaves_out_what_a_transform_makes if {
	stage := {"type": "AWS::ApiGateway::Stage", "source_address": "Orders"}
	testing.statuses(tagged) == {"Tagged": "pass"} with input as testing.stack({"Stage": stage, "Tagged": _tagged}, {})
}

test_leaves_out_roles if {
	role := {"type": "AWS::IAM::Role", "properties": {}}
	testing.statuses(tagged) == {"Tagged": "pass"} with input as testing.stack({"Role": role, "Tagged": _tagged}, {})
}

test_fails_without_tags if {
	verdicts := testing.verdicts(tagged) with input as testing.stack(
		{
			"Empty": {"type": "AWS::SQS::Queue", "properties": {"Tags": []}},
			"Files": {"type": "AWS::EFS::FileSystem", "properties": {}},
			"One": _tagged,
			"Three": _tagged,
			"Two": _tagged,
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
		},
		{},
	)
	{[verdict.address, verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["Empty", "fail", "Tags"],
		["Files", "fail", "FileSystemTags"],
		["Vpc", "fail", "Tags"],
	}
}

test_leaves_out_stacks_in_which_few_are_tagged if {
	plain := {"type": "AWS::SQS::Queue", "properties": {}}
	testing.statuses(tagged) == {} with input as testing.stack(
		{"A": plain, "B": plain, "Tagged": _tagged},
		{},
	)
}

test_passes_with_tags_in_every_shape if {
	testing.statuses(tagged) == {
		"Api": "pass",
		"Files": "pass",
		"Inherited": "pass",
		"Vpc": "pass",
	} with input as testing.stack(
		{
			"Api": {"type": "AWS::ApiGatewayV2::Api", "properties": {"Tags": {"Name": "orders"}}},
			"Files": {
				"type": "AWS::EFS::FileSystem",
				"properties": {"FileSystemTags": [{"Key": "Name", "Value": "orders"}]},
			},
			"Inherited": {"type": "AWS::S3::Bucket", "properties": {}, "tags": {"Project": "shop"}},
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"Tags": [{"Key": testing.unknown("a parameter"), "Value": "1"}]}},
		},
		{},
	)
}

test_unknown_when_the_tags_are if {
	testing.statuses(tagged) == {"Files": "unknown", "Vpc": "unknown"} with input as testing.stack(
		{
			"Files": {"type": "AWS::EFS::FileSystem", "properties": {"FileSystemTags": testing.unknown("a macro")}},
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"Tags": testing.unknown("a macro")}},
		},
		{},
	)
}

test_leaves_out_what_has_no_tags_of_its_own if {
	testing.statuses(tagged) == {} with input as testing.stack(
		{
			"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {}},
			"Route": {"type": "AWS::EC2::Route", "properties": {}},
			"Thing": {"type": "Custom::Thing", "properties": {}},
		},
		{},
	)
}

test_leaves_out_roles_and_log_groups if {
	testing.statuses(tagged) == {"Queue": "pass"} with input as testing.stack(
		{
			"Logs": {"type": "AWS::Logs::LogGroup"},
			"Queue": {"type": "AWS::SQS::Queue", "properties": {"Tags": [{"Key": "Team", "Value": "shop"}]}},
			"Role": {"type": "AWS::IAM::Role"},
		},
		{},
	)
}

_instance := {"type": "AWS::EC2::Instance", "properties": {"LaunchTemplate": {
	"LaunchTemplateId": testing.ref("Template", "Ref"),
	"Version": "1",
}}}

_template(specifications) := {
	"type": "AWS::EC2::LaunchTemplate",
	"properties": {"LaunchTemplateData": {"TagSpecifications": specifications}},
}

_launched(specifications) := testing.stack(
	{"Tagged": _tagged, "Template": _template(specifications), "Web": _instance},
	{},
)

test_a_launch_template_tags_its_instances if {
	testing.statuses(tagged) == {"Tagged": "pass", "Web": "pass"} with input as _launched([{
		"ResourceType": "instance",
		"Tags": [{"Key": "Team", "Value": "shop"}],
	}])
}

test_what_a_launch_template_tags_beside_them_is_not_the_instance if {
	testing.statuses(tagged) == {"Tagged": "pass", "Web": "fail"} with input as _launched([{
		"ResourceType": "volume",
		"Tags": [{"Key": "Team", "Value": "shop"}],
	}])
}

test_leaves_out_instances_whose_launch_template_is_not_decided_or_not_in_sight if {
	every stack in [
		_launched(testing.unknown("a macro")),
		testing.stack({"Tagged": _tagged, "Web": _instance}, {}),
	] {
		testing.statuses(tagged) == {"Tagged": "pass"} with input as stack
	}
}
