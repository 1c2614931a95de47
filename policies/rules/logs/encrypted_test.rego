package stackgrade.rules.logs.encrypted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.logs.encrypted

test_fails_without if {
	testing.statuses(encrypted) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::Logs::LogGroup", "properties": {}}},
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
	)
}

test_passes_with if {
	testing.statuses(encrypted) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::Logs::LogGroup",
				"properties": {"KmsKeyId": testing.unknown("parameter X has no default")},
			},
		},
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
	)
}

test_applies_to_regulated_stacks_only if {
	testing.statuses(encrypted) == {} with input as testing.stack(
		{"It": {"type": "AWS::Logs::LogGroup", "properties": {}}},
		{},
	)
}

test_fails_with_a_key_that_is_nothing if {
	testing.statuses(encrypted) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::Logs::LogGroup", "properties": {"KmsKeyId": ""}}},
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
	)
}
