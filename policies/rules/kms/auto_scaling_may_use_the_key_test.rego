package stackgrade.rules.kms.auto_scaling_may_use_the_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.auto_scaling_may_use_the_key

_stack(principal) := testing.stack(
	{
		"Key": {"type": "AWS::KMS::Key", "properties": {"KeyPolicy": {"Statement": [{
			"Effect": "Allow",
			"Principal": {"AWS": principal},
			"Action": "kms:*",
		}]}}},
		"Template": {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": {
			"BlockDeviceMappings": [{"Ebs": {"KmsKeyId": testing.ref("Key", "Arn")}}],
		}}},
		"Group": {"type": "AWS::AutoScaling::AutoScalingGroup", "properties": {"LaunchTemplate": {
			"LaunchTemplateId": testing.ref("Template", "Ref"),
		}}},
	},
	{},
)

test_fails_when_only_the_account_is_let_in if {
	testing.statuses(auto_scaling_may_use_the_key) == {"Key": "fail"} with input as _stack("arn:aws:iam::1:root")
}

test_passes_with_the_role_or_everyone if {
	every principal in [
		"arn:aws:iam::1:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
		"*",
	] {
		testing.statuses(auto_scaling_may_use_the_key) == {"Key": "pass"} with input as _stack(principal)
	}
}

test_unknown_when_the_principal_is_open if {
	testing.statuses(auto_scaling_may_use_the_key) == {"Key": "unknown"} with input as _stack({"$unknown": "X is open"})
}

test_passes_when_the_stack_makes_the_role if {
	role := {"Role": {
		"type": "AWS::IAM::ServiceLinkedRole",
		"properties": {"AWSServiceName": "autoscaling.amazonaws.com"},
	}}
	letting_in := object.get(_stack(testing.ref("Role", "Arn")), "resources", {})
	testing.statuses(auto_scaling_may_use_the_key) == {"Key": "pass"} with input as testing.stack(
		object.union(letting_in, role),
		{},
	)
}

test_passes_with_a_grant if {
	grant := {"Grant": {
		"type": "aws_kms_grant",
		"source_type": "aws_kms_grant",
		"properties": {"KeyId": testing.ref("Key", "Ref")},
	}}
	locked := object.get(_stack("arn:aws:iam::1:root"), "resources", {})
	testing.statuses(auto_scaling_may_use_the_key) == {"Key": "pass"} with input as testing.stack(
		object.union(locked, grant),
		{},
	)
}
