package stackgrade.rules.msk.encrypted_in_transit_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.msk.encrypted_in_transit

_stack(properties) := testing.stack({"Cluster": {"type": "AWS::MSK::Cluster", "properties": properties}}, {})

_with(transit) := _stack({"EncryptionInfo": {"EncryptionInTransit": transit}})

test_fails_in_the_clear if {
	every transit in [{"ClientBroker": "PLAINTEXT"}, {"ClientBroker": "TLS_PLAINTEXT"}, {"InCluster": false}] {
		testing.statuses(encrypted_in_transit) == {"Cluster": "fail"} with input as _with(transit)
	}
}

test_passes_with_tls_or_nothing_said if {
	testing.statuses(encrypted_in_transit) == {"Cluster": "pass"} with input as _stack({})
	testing.statuses(encrypted_in_transit) == {"Cluster": "pass"} with input as _with({
		"ClientBroker": "TLS",
		"InCluster": true,
	})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Transit has no default")
	testing.statuses(encrypted_in_transit) == {"Cluster": "unknown"} with input as _with({"ClientBroker": open})
}
