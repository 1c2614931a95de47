package stackgrade.rules.kinesis.encrypted_with_own_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kinesis.encrypted_with_own_key

_regulated := {"profile": object.union(testing.production, {"compliance": ["pci-dss"]})}

_resources(properties) := {"It": {"type": "AWS::Kinesis::Stream", "properties": properties}}

test_fails_without_a_key if {
	testing.statuses(encrypted_with_own_key) == {"It": "fail"} with input as testing.stack(
		_resources({"StreamEncryption": {"EncryptionType": "KMS"}}),
		_regulated,
	)
}

test_fails_with_a_key_of_aws if {
	testing.statuses(encrypted_with_own_key) == {"It": "fail"} with input as testing.stack(
		_resources({"StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}}),
		_regulated,
	)
}

test_passes_with_a_key if {
	testing.statuses(encrypted_with_own_key) == {"It": "pass"} with input as testing.stack(
		_resources({"StreamEncryption": {"EncryptionType": "KMS", "KeyId": testing.ref("Key", "Arn")}}),
		_regulated,
	)
	testing.statuses(encrypted_with_own_key) == {"It": "pass"} with input as testing.stack(
		_resources({"StreamEncryption": {"KeyId": testing.unknown("parameter Key has no default")}}),
		_regulated,
	)
}

test_applies_to_regulated_stacks_only if {
	testing.statuses(encrypted_with_own_key) == {} with input as testing.stack(
		{"It": {"type": "AWS::Kinesis::Stream", "properties": {}}},
		{},
	)
}
