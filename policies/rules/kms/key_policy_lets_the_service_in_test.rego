package stackgrade.rules.kms.key_policy_lets_the_service_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.key_policy_lets_the_service_in

test_fails_when_not_named if {
	testing.statuses(key_policy_lets_the_service_in) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"AWS": "arn:aws:iam::111122223333:root",
								},
								"Action": "kms:*",
							},
						],
					},
				},
			},
			"Log": {
				"type": "AWS::Logs::LogGroup",
				"properties": {"KmsKeyId": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_passes_when_named if {
	testing.statuses(key_policy_lets_the_service_in) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"AWS": "arn:aws:iam::111122223333:root",
								},
								"Action": "kms:*",
							},
							{
								"Effect": "Allow",
								"Principal": {
									"Service": "logs.${AWS::Region}.amazonaws.com",
								},
								"Action": "kms:*",
							},
						],
					},
				},
			},
			"Log": {
				"type": "AWS::Logs::LogGroup",
				"properties": {"KmsKeyId": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_unknown_when_the_principal_is_open if {
	testing.statuses(key_policy_lets_the_service_in) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"Service": testing.unknown("parameter X has no default"),
								},
								"Action": "kms:*",
							},
						],
					},
				},
			},
			"Log": {
				"type": "AWS::Logs::LogGroup",
				"properties": {"KmsKeyId": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_leaves_out_keys_that_no_service_uses if {
	testing.statuses(key_policy_lets_the_service_in) == {} with input as testing.stack(
		{"It": {"type": "AWS::KMS::Key", "properties": {}}},
		{},
	)
}
