package stackgrade.rules.secretsmanager.encrypted_with_own_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.encrypted_with_own_key

test_fails_without if {
	testing.statuses(encrypted_with_own_key) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::SecretsManager::Secret", "properties": {}}},
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
	)
}

test_passes_with if {
	testing.statuses(encrypted_with_own_key) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"KmsKeyId": testing.unknown("parameter X has no default")},
			},
		},
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
	)
}

test_applies_to_regulated_stacks_only if {
	testing.statuses(encrypted_with_own_key) == {} with input as testing.stack(
		{"It": {"type": "AWS::SecretsManager::Secret", "properties": {}}},
		{},
	)
}

test_fails_with_the_key_of_aws if {
	every key in ["alias/aws/secretsmanager", "aws/secretsmanager", "arn:aws:kms:eu-west-1:1:alias/aws/secretsmanager"] {
		testing.statuses(encrypted_with_own_key) == {"It": "fail"} with input as testing.stack(
			{"It": {"type": "AWS::SecretsManager::Secret", "properties": {"KmsKeyId": key}}},
			{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
		)
	}
}
