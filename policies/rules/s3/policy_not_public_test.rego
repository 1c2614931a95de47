package stackgrade.rules.s3.policy_not_public_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.policy_not_public

test_fails_for_everyone if {
	testing.statuses(policy_not_public) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::BucketPolicy",
				"properties": {
					"Bucket": "b",
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": "*",
								"Action": "s3:GetObject",
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

test_fails_for_everyone_but_some if {
	testing.statuses(policy_not_public) == {"It": "fail"} with input as testing.stack(
		{"It": {
			"type": "AWS::S3::BucketPolicy",
			"properties": {"Bucket": "b", "PolicyDocument": {"Statement": [{
				"Effect": "Allow",
				"NotPrincipal": {"AWS": "111122223333"},
				"Action": "s3:GetObject",
				"Resource": "*",
			}]}},
		}},
		{},
	)
}

test_passes_with_a_condition if {
	testing.statuses(policy_not_public) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::BucketPolicy",
				"properties": {
					"Bucket": "b",
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"AWS": "*",
								},
								"Condition": {
									"StringEquals": {
										"aws:SourceAccount": "1",
									},
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

test_passes_for_one_account if {
	testing.statuses(policy_not_public) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::BucketPolicy",
				"properties": {
					"Bucket": "b",
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"AWS": "arn:aws:iam::111122223333:root",
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

test_unknown_when_the_principal_is_open if {
	testing.statuses(policy_not_public) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::BucketPolicy",
				"properties": {
					"Bucket": "b",
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
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

test_fails_with_a_condition_that_anybody_meets if {
	every condition in [
		{"StringLike": {"aws:Referer": "https://www.example.com/*"}},
		{"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"]}},
		{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*"}},
	] {
		testing.statuses(policy_not_public) == {"It": "fail"} with input as _open_under(condition)
	}
}

test_passes_with_a_condition_that_leaves_some_out if {
	every condition in [
		{"StringNotEquals": {"aws:PrincipalOrgID": "*"}},
		{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}},
	] {
		testing.statuses(policy_not_public) == {"It": "pass"} with input as _open_under(condition)
	}
}

_open_under(condition) := testing.stack(
	{"It": {
		"type": "AWS::S3::BucketPolicy",
		"properties": {"PolicyDocument": {"Statement": [{
			"Effect": "Allow",
			"Principal": "*",
			"Action": "s3:GetObject",
			"Resource": "*",
			"Condition": condition,
		}]}},
	}},
	{},
)
