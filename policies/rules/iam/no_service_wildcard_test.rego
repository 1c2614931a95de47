package stackgrade.rules.iam.no_service_wildcard_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.no_service_wildcard

test_fails_for_a_whole_service if {
	testing.statuses(no_service_wildcard) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": [
									"s3:*",
									"logs:PutLogEvents",
								],
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

test_passes_for_named_resources if {
	testing.statuses(no_service_wildcard) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "s3:*",
								"Resource": "arn:aws:s3:::app-data/*",
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_unknown_when_the_resource_is_open if {
	testing.statuses(no_service_wildcard) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "s3:*",
								"Resource": testing.unknown("parameter X has no default"),
							},
						],
					},
				},
			},
		},
		{},
	)
}
