package stackgrade.rules.kinesis.encrypted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kinesis.encrypted

_resources(properties) := {"Stream": {"type": "AWS::Kinesis::Stream", "properties": properties}}

test_fails_when_not_encrypted if {
	testing.statuses(encrypted).Stream == "fail" with input as testing.stack(_resources({}), {})
	testing.statuses(encrypted).Stream == "fail" with input as testing.stack(
		_resources({"StreamEncryption": {"EncryptionType": "NONE", "KeyId": "alias/app"}}),
		{},
	)
	testing.statuses(encrypted).Stream == "fail" with input as testing.stack(
		_resources({"StreamEncryption": {"KeyId": "alias/app"}}),
		{},
	)
}

test_passes_when_encrypted_whatever_the_key if {
	testing.statuses(encrypted).Stream == "pass" with input as testing.stack(
		_resources({"StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}}),
		{},
	)
	testing.statuses(encrypted).Stream == "pass" with input as testing.stack(
		_resources({"StreamEncryption": {"EncryptionType": "KMS", "KeyId": testing.unknown("a parameter")}}),
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(encrypted).Stream == "unknown" with input as testing.stack(
		_resources({"StreamEncryption": testing.unknown("a macro")}),
		{},
	)
	testing.statuses(encrypted).Stream == "unknown" with input as testing.stack(
		_resources({"StreamEncryption": {"EncryptionType": testing.unknown("a parameter")}}),
		{},
	)
}
