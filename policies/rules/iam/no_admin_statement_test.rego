package stackgrade.rules.iam.no_admin_statement_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.no_admin_statement

test_fails_for_everything if {
	testing.statuses(no_admin_statement) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "*",
								"Resource": ["*"],
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_fails_inside_a_role if {
	testing.statuses(no_admin_statement) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"Policies": [
						{
							"PolicyDocument": {
								"Statement": {
									"Effect": "Allow",
									"Action": [
										"*",
									],
									"Resource": "*",
								},
							},
						},
					],
				},
			},
		},
		{},
	)
}

test_passes_for_less if {
	testing.statuses(no_admin_statement) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "s3:*",
								"Resource": "*",
							},
							{
								"Effect": "Deny",
								"Action": "*",
								"Resource": "*",
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
	testing.statuses(no_admin_statement) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": testing.unknown("parameter X has no default"),
								"Resource": "*",
							},
						],
					},
				},
			},
		},
		{},
	)
}
