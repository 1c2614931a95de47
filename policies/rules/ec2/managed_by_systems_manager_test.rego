package stackgrade.rules.ec2.managed_by_systems_manager_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.managed_by_systems_manager

_stack(role) := testing.stack(
	{
		"Instance": {"type": "AWS::EC2::Instance", "properties": {
			"ImageId": "ami-1",
			"IamInstanceProfile": testing.ref("Profile", "Ref"),
		}},
		"Profile": {"type": "AWS::IAM::InstanceProfile", "properties": {"Roles": [testing.ref("Role", "Ref")]}},
		"Role": {"type": "AWS::IAM::Role", "properties": role},
	},
	{},
)

_with(policy) := _stack({"ManagedPolicyArns": [concat("", ["arn:${AWS::Partition}:iam::aws:policy/", policy])]})

test_fails_when_the_role_does_not_allow_it if {
	every stack in [_stack({}), _with("CloudWatchAgentServerPolicy")] {
		testing.statuses(managed_by_systems_manager) == {"Instance": "fail"} with input as stack
	}
}

test_passes_when_it_does if {
	every stack in [
		_with("AmazonSSMManagedInstanceCore"),
		_stack({"Policies": [{"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "ssm:*"}]}}]}),
	] {
		testing.statuses(managed_by_systems_manager) == {"Instance": "pass"} with input as stack
	}
}

test_leaves_out_profiles_of_other_stacks if {
	testing.statuses(managed_by_systems_manager) == {} with input as testing.stack(
		{"Instance": {
			"type": "AWS::EC2::Instance",
			"properties": {"ImageId": "ami-1", "IamInstanceProfile": "shared"},
		}},
		{},
	)
}

test_unknown_when_it_is_open_what_the_role_has if {
	testing.statuses(managed_by_systems_manager) == {"Instance": "unknown"} with input as _stack({
		"ManagedPolicyArns": [testing.unknown("parameter Policy has no default")],
	})
}

test_does_not_apply_to_a_test if {
	testing.statuses(managed_by_systems_manager) == {} with input as object.union(
		_stack({}),
		{"profile": testing.disposable},
	)
}
