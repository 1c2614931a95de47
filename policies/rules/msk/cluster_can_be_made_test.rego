package stackgrade.rules.msk.cluster_can_be_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.msk.cluster_can_be_made

_stack(properties) := testing.stack({"Cluster": {"type": "AWS::MSK::Cluster", "properties": properties}}, {})

_of(nodes, subnets) := _stack({"NumberOfBrokerNodes": nodes, "BrokerNodeGroupInfo": {"ClientSubnets": subnets}})

_signing_in(transit) := _stack({
	"NumberOfBrokerNodes": 2,
	"BrokerNodeGroupInfo": {"ClientSubnets": ["a", "b"]},
	"ClientAuthentication": {"Sasl": {"Iam": {"Enabled": true}}},
	"EncryptionInfo": {"EncryptionInTransit": transit},
})

test_fails_for_brokers_that_cannot_be_spread if {
	testing.statuses(cluster_can_be_made) == {"Cluster": "fail"} with input as _of(4, ["a", "b", "c"])
	testing.statuses(cluster_can_be_made) == {"Cluster": "fail"} with input as _of(3, ["a", "b"])
}

test_fails_for_too_few_or_many_subnets if {
	testing.statuses(cluster_can_be_made) == {"Cluster": "fail"} with input as _of(3, ["a"])
	testing.statuses(cluster_can_be_made) == {"Cluster": "fail"} with input as _of(4, ["a", "b", "c", "d"])
}

test_fails_for_signing_in_in_the_clear if {
	every transit in [{"ClientBroker": "PLAINTEXT"}, {"InCluster": false}] {
		testing.statuses(cluster_can_be_made) == {"Cluster": "fail"} with input as _signing_in(transit)
	}
}

test_passes_with_what_fits if {
	testing.statuses(cluster_can_be_made) == {"Cluster": "pass"} with input as _of(6, ["a", "b", "c"])
	testing.statuses(cluster_can_be_made) == {"Cluster": "pass"} with input as _signing_in({"ClientBroker": "TLS"})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Subnets has no default")
	testing.statuses(cluster_can_be_made) == {"Cluster": "unknown"} with input as _of(3, open)
	testing.statuses(cluster_can_be_made) == {"Cluster": "unknown"} with input as _of(3, ["a", open])
}
