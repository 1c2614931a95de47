package stackgrade.rules.msk.encrypted_with_own_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.msk.encrypted_with_own_key

_stack(properties) := testing.stack({"Cluster": {"type": "AWS::MSK::Cluster", "properties": properties}}, {})

_regulated(properties) := object.union(_stack(properties), {"profile": {"compliance": ["pci-dss"]}})

_with(key) := _regulated({"EncryptionInfo": {"EncryptionAtRest": {"DataVolumeKMSKeyId": key}}})

test_fails_without_a_key if {
	testing.statuses(encrypted_with_own_key) == {"Cluster": "fail"} with input as _regulated({})
}

test_passes_with_a_key if {
	every key in ["arn", testing.ref("Key", "Arn"), testing.unknown("parameter Key has no default")] {
		testing.statuses(encrypted_with_own_key) == {"Cluster": "pass"} with input as _with(key)
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Encryption has no default")
	testing.statuses(encrypted_with_own_key) == {"Cluster": "unknown"} with input as _regulated({"EncryptionInfo": open})
}

test_leaves_out_what_is_not_regulated if {
	testing.verdicts(encrypted_with_own_key) == [] with input as _stack({})
}
