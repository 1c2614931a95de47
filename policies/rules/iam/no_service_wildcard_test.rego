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

test_fails_for_all_that_a_service_has if {
	every resource in ["arn:aws:s3:::*", "arn:aws:sqs:*:*:*", "arn:${AWS::Partition}:sqs:${AWS::Region}:*:*"] {
		testing.statuses(no_service_wildcard) == {"It": "fail"} with input as testing.stack(
			{"It": {"type": "AWS::IAM::Policy", "properties": {"PolicyDocument": {"Statement": [{
				"Effect": "Allow",
				"Action": "sqs:*",
				"Resource": resource,
			}]}}}},
			{},
		)
	}
}

test_passes_where_no_resource_can_be_named if {
	every reach, status in {"ssm:SendCommand": "pass", "ssmmessages:New": "fail"} {
		testing.statuses(no_service_wildcard) == {"It": status} with input as testing.stack(
			{"It": {
				"type": "AWS::IAM::Policy",
				"properties": {"PolicyDocument": {"Statement": [{
					"Effect": "Allow",
					"Action": ["ssmmessages:*", "ssm:SendCommand"],
					"Resource": "*",
				}]}},
				"faults": [],
				"reach": [{
					"attribute": "PolicyDocument.Statement[0]",
					"actions": [{"name": reach, "level": "Write"}],
				}],
			}},
			{},
		)
	}
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
