package stackgrade.rules.ec2.instance_has_profile_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.instance_has_profile

_stack(settings) := testing.stack(
	{
		"Instance": {"type": "AWS::EC2::Instance", "properties": object.union({"ImageId": "ami-1"}, settings)},
		"Template": {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": object.union(
			{"ImageId": "ami-1"},
			settings,
		)}},
	},
	{},
)

test_fails_without if {
	testing.statuses(instance_has_profile) == {"Instance": "fail", "Template": "fail"} with input as _stack({})
}

test_passes_with if {
	every profile in [testing.ref("Profile", "Ref"), testing.unknown("parameter Profile has no default")] {
		testing.statuses(instance_has_profile) == {"Instance": "pass", "Template": "pass"} with input as _stack({
			"IamInstanceProfile": profile,
		})
	}
}

test_leaves_out_templates_of_node_groups if {
	testing.statuses(instance_has_profile) == {} with input as testing.stack(
		{
			"Template": {
				"type": "AWS::EC2::LaunchTemplate",
				"properties": {"LaunchTemplateData": {"ImageId": "ami-1"}},
			},
			"Nodes": {
				"type": "AWS::EKS::Nodegroup",
				"properties": {"LaunchTemplate": {"Id": testing.ref("Template", "Ref")}},
			},
		},
		{},
	)
}

test_leaves_out_what_has_it_from_elsewhere if {
	testing.statuses(instance_has_profile) == {} with input as testing.stack(
		{
			"Instance": {"type": "AWS::EC2::Instance", "properties": {"LaunchTemplate": {"LaunchTemplateId": "lt-1"}}},
			"Template": {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": {}}},
		},
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(instance_has_profile) == {} with input as object.union(
		_stack({}),
		{"profile": testing.disposable},
	)
}
