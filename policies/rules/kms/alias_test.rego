package stackgrade.rules.kms.alias_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.alias

test_fails_without if {
	testing.statuses(alias) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::KMS::Key", "properties": {}}},
		{},
	)
}

test_passes_with if {
	testing.statuses(alias) == {"It": "pass"} with input as testing.stack(
		{
			"It": {"type": "AWS::KMS::Key", "properties": {}},
			"Alias": {
				"type": "AWS::KMS::Alias",
				"properties": {"TargetKeyId": testing.ref("It", "Ref")},
			},
		},
		{},
	)
}

test_unknown_when_the_key_of_an_alias_is_open if {
	testing.statuses(alias) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {"type": "AWS::KMS::Key", "properties": {}},
			"Alias": {
				"type": "AWS::KMS::Alias",
				"properties": {
					"TargetKeyId": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}
