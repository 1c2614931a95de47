package stackgrade.rules.ec2.imdsv2_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.imdsv2

test_fails_when_tokens_are_optional_or_not_mentioned if {
	expected := {"Optional": "fail", "Absent": "fail", "Template": "fail", "Old": "fail"}
	testing.statuses(imdsv2) == expected with input as testing.stack(
		{
			"Optional": {
				"type": "AWS::EC2::Instance",
				"properties": {"MetadataOptions": {"HttpTokens": "optional"}},
			},
			"Absent": {"type": "AWS::EC2::Instance", "properties": {"ImageId": "ami-01234567"}},
			"Template": {
				"type": "AWS::EC2::LaunchTemplate",
				"properties": {"LaunchTemplateData": {"ImageId": "ami-01234567"}},
			},
			"Old": {
				"type": "AWS::AutoScaling::LaunchConfiguration",
				"properties": {"ImageId": "ami-01234567"},
			},
		},
		{},
	)
}

test_passes_when_the_account_requires_tokens if {
	every tokens, status in {"required": "pass", "optional": "fail"} {
		testing.statuses(imdsv2) == {"It": status} with input as testing.stack(
			{
				"It": {"type": "AWS::EC2::Instance", "properties": {"ImageId": "ami-01234567"}},
				"All": {"type": "aws_ec2_instance_metadata_defaults", "properties": {"HttpTokens": tokens}},
			},
			{},
		)
	}
}

test_knows_an_image_by_what_it_is_looked_up_as if {
	image := {"$unknown": "data.aws_ami.al2023 is read at deployment", "expression": "${data.aws_ami.al2023.id}"}
	testing.statuses(imdsv2) == {"It": "pass"} with input as testing.stack(
		{"It": {"type": "AWS::EC2::Instance", "properties": {"ImageId": image}}},
		{},
	)
}

test_passes_when_tokens_are_required if {
	testing.statuses(imdsv2) == {"It": "pass", "Template": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {"MetadataOptions": {"HttpTokens": "required"}},
			},
			"Template": {
				"type": "AWS::EC2::LaunchTemplate",
				"properties": {"LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "required"}}},
			},
		},
		{},
	)
}

test_passes_when_the_service_is_off if {
	testing.statuses(imdsv2) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {"MetadataOptions": {"HttpEndpoint": "disabled"}},
			},
		},
		{},
	)
}

test_passes_for_images_that_require_tokens if {
	testing.statuses(imdsv2) == {"It": "pass", "Template": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {
					"ImageId": "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}",
				},
			},
			"Template": {
				"type": "AWS::EC2::LaunchTemplate",
				"properties": {
					"LaunchTemplateData": {
						"ImageId": testing.unknown("parameter Image is read from Systems Manager"),
					},
				},
				"attributes": {"LaunchTemplateData.ImageId": {"parameters": ["Image"]}},
			},
		},
		{
			"parameters": {
				"Image": {"default": "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"},
			},
		},
	)
}

test_fails_when_such_an_image_is_overruled if {
	testing.statuses(imdsv2) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {
					"ImageId": "{{resolve:ssm:/al2023}}",
					"MetadataOptions": {"HttpTokens": "optional"},
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(imdsv2) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {
					"MetadataOptions": {"HttpTokens": testing.unknown("parameter X has no default")},
				},
			},
		},
		{},
	)
}

test_leaves_out_what_others_decide if {
	testing.statuses(imdsv2) == {} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {"LaunchTemplate": {"LaunchTemplateId": "lt-1"}},
			},
			"Template": {
				"type": "AWS::EC2::LaunchTemplate",
				"properties": {"LaunchTemplateData": {"InstanceType": "m7g.large"}},
			},
		},
		{},
	)
}
