package stackgrade.rules.secretsmanager.described_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.described

test_fails_without if {
	testing.statuses(described) == {"It": "fail"} with input as testing.reviewed(
		{"It": {"type": "AWS::SecretsManager::Secret", "properties": {}}},
		{},
	)
}

test_passes_with if {
	testing.statuses(described) == {"It": "pass"} with input as testing.reviewed(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"Description": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}
