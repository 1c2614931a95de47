package stackgrade.rules.opensearch.domain_can_be_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.opensearch.domain_can_be_made

_stack(properties) := testing.stack(
	{"Search": {"type": "AWS::OpenSearchService::Domain", "properties": properties}},
	{},
)

_aware := {"ZoneAwarenessEnabled": true}

_three := {"AvailabilityZoneCount": 3}

_encrypted := {
	"AdvancedSecurityOptions": {"Enabled": true},
	"DomainEndpointOptions": {"EnforceHTTPS": true},
	"EncryptionAtRestOptions": {"Enabled": true},
	"NodeToNodeEncryptionOptions": {"Enabled": true},
}

test_fails_with_fewer_nodes_than_zones if {
	every cluster in [_aware, object.union(_aware, {"InstanceCount": 2, "ZoneAwarenessConfig": _three})] {
		testing.statuses(domain_can_be_made) == {"Search": "fail"} with input as _stack({"ClusterConfig": cluster})
	}
}

test_fails_with_another_number_of_subnets if {
	two := {"SubnetIds": ["a", "b"]}
	testing.statuses(domain_can_be_made) == {"Search": "fail"} with input as _stack({"VPCOptions": two})
	testing.statuses(domain_can_be_made) == {"Search": "fail"} with input as _stack({
		"ClusterConfig": object.union(_aware, {"InstanceCount": 2}),
		"VPCOptions": {"SubnetIds": ["a"]},
	})
}

test_fails_without_encryption_for_access_control if {
	every name in ["DomainEndpointOptions", "EncryptionAtRestOptions", "NodeToNodeEncryptionOptions"] {
		testing.statuses(domain_can_be_made) == {"Search": "fail"} with input as _stack(object.remove(_encrypted, [name]))
	}
}

test_passes_when_all_fit if {
	testing.statuses(domain_can_be_made) == {"Search": "pass"} with input as _stack({})
	testing.statuses(domain_can_be_made) == {"Search": "pass"} with input as _stack(object.union(_encrypted, {
		"ClusterConfig": object.union(_aware, {"InstanceCount": 3, "ZoneAwarenessConfig": _three}),
		"VPCOptions": {"SubnetIds": ["a", "b", "c"]},
	}))
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Zones has no default")
	testing.statuses(domain_can_be_made) == {"Search": "unknown"} with input as _stack({
		"ClusterConfig": {"ZoneAwarenessEnabled": open},
		"VPCOptions": {"SubnetIds": ["a", "b"]},
	})
}
