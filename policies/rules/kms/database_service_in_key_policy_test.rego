package stackgrade.rules.kms.database_service_in_key_policy_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.database_service_in_key_policy

test_fails_when_not_named if {
	testing.statuses(database_service_in_key_policy) == {"It": "fail"} with input as testing.reviewed(
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
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"KmsKeyId": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_passes_when_named if {
	testing.statuses(database_service_in_key_policy) == {"It": "pass"} with input as testing.reviewed(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"Service": [
										"rds.amazonaws.com",
									],
								},
								"Action": "kms:*",
							},
						],
					},
				},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"KmsKeyId": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(database_service_in_key_policy) == {"It": "unknown"} with input as testing.reviewed(
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
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"KmsKeyId": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_leaves_out_other_keys if {
	testing.statuses(database_service_in_key_policy) == {} with input as testing.reviewed(
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
		},
		{},
	)
}
