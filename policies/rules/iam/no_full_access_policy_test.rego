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
