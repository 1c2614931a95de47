package stackgrade.rules.kms.account_can_administer_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.account_can_administer

test_fails_when_nobody_may if {
	testing.statuses(account_can_administer) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"Service": "x",
								},
								"Action": "kms:Decrypt",
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_passes_when_the_account_may if {
	testing.statuses(account_can_administer) == {"It": "pass"} with input as testing.stack(
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

test_unknown_when_the_actions_are_open if {
	testing.statuses(account_can_administer) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"KeyPolicy": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {"AWS": "x"},
								"Action": testing.unknown("parameter X has no default"),
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_leaves_out_keys_without_a_policy if {
	testing.statuses(account_can_administer) == {} with input as testing.stack(
		{"It": {"type": "AWS::KMS::Key", "properties": {}}},
		{},
	)
}

test_passes_with_any_pattern_that_holds_the_action if {
	every actions in [{"Action": "kms:*KeyPolicy"}, {"Action": ["KMS:P*"]}, {"NotAction": "kms:ScheduleKeyDeletion"}] {
		testing.statuses(account_can_administer) == {"It": "pass"} with input as testing.stack(
			{"It": {"type": "AWS::KMS::Key", "properties": {"KeyPolicy": {"Statement": [object.union(
				{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}},
				actions,
			)]}}}},
			{},
		)
	}
}
