package stackgrade.rules.iam.trust_not_public_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.trust_not_public

test_fails_for_everyone if {
	testing.statuses(trust_not_public) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "sts:AssumeRole",
								"Principal": {
									"AWS": "*",
								},
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_passes_for_a_service if {
	testing.statuses(trust_not_public) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "sts:AssumeRole",
								"Principal": {
									"Service": "lambda.amazonaws.com",
								},
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(trust_not_public) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "sts:AssumeRole",
								"Principal": {
									"AWS": testing.unknown("parameter X has no default"),
								},
							},
						],
					},
				},
			},
		},
		{},
	)
}
