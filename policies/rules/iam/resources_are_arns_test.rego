package stackgrade.rules.iam.resources_are_arns_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.resources_are_arns

test_fails_for_a_name if {
	testing.statuses(resources_are_arns) == {"It": "fail"} with input as testing.stack(
		{
			"Data": {"type": "AWS::S3::Bucket", "properties": {}},
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "s3:GetObject",
								"Resource": [
									"${Data}/*",
								],
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_fails_for_a_reference if {
	testing.statuses(resources_are_arns) == {"It": "fail"} with input as testing.stack(
		{
			"Data": {"type": "AWS::S3::Bucket", "properties": {}},
			"It": {
				"type": "AWS::S3::BucketPolicy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Deny",
								"Action": "s3:*",
								"Resource": testing.ref(
									"Data",
									"Ref",
								),
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_passes_for_an_arn if {
	testing.statuses(resources_are_arns) == {"It": "pass"} with input as testing.stack(
		{
			"Data": {"type": "AWS::S3::Bucket", "properties": {}},
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "s3:*",
								"Resource": [
									"${Data.Arn}/*",
									"arn:aws:s3:::${Data}",
								],
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
	testing.statuses(resources_are_arns) == {"It": "unknown"} with input as testing.stack(
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

test_knows_what_else_is_given_by_its_name if {
	every type in ["AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::ECR::Repository"] {
		every value, status in {testing.ref("It", "Ref"): "fail", testing.ref("It", "Arn"): "pass"} {
			statuses := testing.statuses(resources_are_arns) with input as testing.stack(
				{
					"It": {"type": type, "properties": {}},
					"Policy": {"type": "AWS::IAM::ManagedPolicy", "properties": {"PolicyDocument": {"Statement": [{
						"Effect": "Allow",
						"Action": "*",
						"Resource": value,
					}]}}},
				},
				{},
			)
			statuses.Policy == status
		}
	}
}
