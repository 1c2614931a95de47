package stackgrade.rules.mq.encrypted_with_own_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.mq.encrypted_with_own_key

_stack(properties) := testing.stack({"Broker": {"type": "AWS::AmazonMQ::Broker", "properties": properties}}, {})

_regulated(properties) := object.union(
	_stack(object.union({"EngineType": "ActiveMQ"}, properties)),
	{"profile": {"compliance": ["pci-dss"]}},
)

_with(encryption) := _regulated({"EncryptionOptions": encryption})

test_fails_without_a_key if {
	testing.statuses(encrypted_with_own_key) == {"Broker": "fail"} with input as _regulated({})
	testing.statuses(encrypted_with_own_key) == {"Broker": "fail"} with input as _with({"UseAwsOwnedKey": true})
}

test_passes_with_a_key if {
	every key in ["arn", testing.ref("Key", "Arn"), testing.unknown("parameter Key has no default")] {
		testing.statuses(encrypted_with_own_key) == {"Broker": "pass"} with input as _with({"KmsKeyId": key})
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Encryption has no default")
	testing.statuses(encrypted_with_own_key) == {"Broker": "unknown"} with input as _with(open)
}

test_leaves_out_rabbitmq_and_what_is_not_regulated if {
	testing.statuses(encrypted_with_own_key) == {} with input as _regulated({"EngineType": "RABBITMQ"})
	testing.verdicts(encrypted_with_own_key) == [] with input as _stack({"EngineType": "ActiveMQ"})
}
