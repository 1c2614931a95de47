package stackgrade.rules.kms.key_rotation_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.key_rotation

test_fails_without if {
	testing.statuses(key_rotation) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::KMS::Key", "properties": {}}},
		{},
	)
}

test_passes_with if {
	testing.statuses(key_rotation) == {"It": "pass"} with input as testing.stack(
		{"It": {"type": "AWS::KMS::Key", "properties": {"EnableKeyRotation": true}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(key_rotation) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {
					"EnableKeyRotation": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_leaves_out_keys_that_cannot_be_rotated if {
	testing.statuses(key_rotation) == {} with input as testing.stack(
		{"It": {"type": "AWS::KMS::Key", "properties": {"KeySpec": "RSA_2048"}}},
		{},
	)
}

test_leaves_out_keys_that_sign if {
	testing.statuses(key_rotation) == {} with input as testing.stack(
		{"It": {"type": "AWS::KMS::Key", "properties": {"KeyUsage": "SIGN_VERIFY"}}},
		{},
	)
}
