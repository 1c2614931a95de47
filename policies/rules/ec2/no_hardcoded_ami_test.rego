package stackgrade.rules.ec2.no_hardcoded_ami_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.no_hardcoded_ami

test_fails_for_an_identifier if {
	testing.statuses(no_hardcoded_ami) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {"ImageId": "ami-0123456789abcdef0"},
			},
		},
		{},
	)
}

test_fails_in_a_launch_template if {
	testing.statuses(no_hardcoded_ami) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::LaunchTemplate",
				"properties": {"LaunchTemplateData": {"ImageId": "ami-01234567"}},
			},
		},
		{},
	)
}

test_passes_for_a_look_up if {
	testing.statuses(no_hardcoded_ami) == {"It": "pass"} with input as testing.stack(
		{"It": {"type": "AWS::EC2::Instance", "properties": {"ImageId": "resolve:ssm:/image"}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(no_hardcoded_ami) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {"ImageId": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}

test_passes_for_a_parameter_of_systems_manager if {
	testing.statuses(no_hardcoded_ami) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {"ImageId": testing.unknown("parameter Image is read from Systems Manager")},
				"unknowns": [
					{
						"attribute": "ImageId",
						"pattern": "ImageId",
						"reason": "it is looked up at deployment",
						"kind": "ssm",
					},
				],
			},
		},
		{},
	)
}

test_passes_for_a_dynamic_reference if {
	testing.statuses(no_hardcoded_ami) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {"ImageId": "{{resolve:ssm:/image}}"},
				"unknowns": [
					{
						"attribute": "ImageId",
						"pattern": "ImageId",
						"reason": "it is looked up at deployment",
						"kind": "dynamic",
					},
				],
			},
		},
		{},
	)
}

test_fails_in_a_launch_configuration if {
	testing.statuses(no_hardcoded_ami) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::AutoScaling::LaunchConfiguration", "properties": {"ImageId": "ami-01234567"}}},
		{},
	)
}

test_leaves_out_what_has_no_image if {
	testing.statuses(no_hardcoded_ami) == {} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {"LaunchTemplate": {"LaunchTemplateId": "lt-1"}},
			},
		},
		{},
	)
}

_one_of(candidates) := testing.stack(
	{
		"It": {
			"type": "AWS::EC2::Instance",
			"properties": {"ImageId": testing.unknown("the key of Fn::FindInMap is not decided")},
			"unknowns": [
				{
					"attribute": "ImageId",
					"pattern": "ImageId",
					"reason": "the key of Fn::FindInMap is not decided",
					"kind": "function",
					"candidates": candidates,
				},
			],
		},
	},
	{},
)

test_fails_for_one_of_those_in_a_mapping if {
	testing.statuses(no_hardcoded_ami) == {"It": "fail"} with input as _one_of(["ami-01234567", "ami-89abcdef"])
}

test_unknown_when_a_mapping_holds_others_too if {
	testing.statuses(no_hardcoded_ami) == {"It": "unknown"} with input as _one_of(["ami-01234567", "resolve:ssm:/image"])
}
