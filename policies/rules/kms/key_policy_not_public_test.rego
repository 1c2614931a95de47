package stackgrade.rules.kms.key_policy_not_public_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.key_policy_not_public

test_fails_for_everyone if {
	testing.statuses(key_policy_not_public) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": "*",
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

test_passes_with_a_condition if {
	testing.statuses(key_policy_not_public) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {"AWS": "*"},
								"Condition": {
									"StringEquals": {
										"kms:CallerAccount": "1",
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

test_unknown_when_open if {
	testing.statuses(key_policy_not_public) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
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

test_fails_for_everyone_in_a_list if {
	testing.statuses(key_policy_not_public) == {"It": "fail"} with input as testing.stack(
		{"It": {
			"type": "AWS::KMS::Key",
			"properties": {"KeyPolicy": {"Statement": [{
				"Effect": "Allow",
				"Principal": ["111122223333", "*"],
				"Action": "kms:*",
			}]}},
		}},
		{},
	)
}
