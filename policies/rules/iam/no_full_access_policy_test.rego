package stackgrade.rules.iam.no_full_access_policy_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.no_full_access_policy

test_fails_for_full_access if {
	testing.statuses(no_full_access_policy) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"ManagedPolicyArns": [
						"arn:${AWS::Partition}:iam::aws:policy/AmazonS3FullAccess",
					],
				},
			},
		},
		{},
	)
}

test_fails_for_full_access_by_any_name if {
	every name in ["AWSLambda_FullAccess", "AmazonDynamoDBFullAccess_v2", "CloudWatchFullAccessV2"] {
		testing.statuses(no_full_access_policy) == {"It": "fail"} with input as testing.stack(
			{"It": {
				"type": "AWS::IAM::Role",
				"properties": {"ManagedPolicyArns": [concat("", ["arn:aws:iam::aws:policy/", name])]},
			}},
			{},
		)
	}
}

test_fails_for_full_access_that_is_attached_from_outside if {
	arn := "arn:aws:iam::aws:policy/AdministratorAccess"
	every attachment in [
		{"type": "aws_iam_policy_attachment", "properties": {
			"Roles": [testing.ref("It", "Ref")],
			"PolicyArn": arn,
		}},
		{"type": "aws_iam_role_policy_attachments_exclusive", "properties": {
			"RoleName": testing.ref("It", "Ref"),
			"PolicyArns": [arn],
		}},
	] {
		testing.statuses(no_full_access_policy) == {"It": "fail"} with input as testing.stack(
			{"It": {"type": "AWS::IAM::Role", "properties": {}}, "Attachment": attachment},
			{},
		)
	}
}

test_passes_for_a_service_role if {
	testing.statuses(no_full_access_policy) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"ManagedPolicyArns": [
						"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
					],
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(no_full_access_policy) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"ManagedPolicyArns": [
						testing.unknown("parameter X has no default"),
					],
				},
			},
		},
		{},
	)
}
