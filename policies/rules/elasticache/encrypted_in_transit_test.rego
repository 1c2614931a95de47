package stackgrade.rules.elasticache.encrypted_in_transit_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.encrypted_in_transit

_cache(properties) := {"Cache": {"type": "AWS::ElastiCache::ReplicationGroup", "properties": properties}}

test_fails_when_not_encrypted if {
	testing.statuses(encrypted_in_transit).Cache == "fail" with input as testing.stack(_cache({}), {})
	testing.statuses(encrypted_in_transit).Cache == "fail" with input as testing.stack(
		_cache({"TransitEncryptionEnabled": false}),
		{},
	)
}

test_passes_when_encrypted if {
	testing.statuses(encrypted_in_transit).Cache == "pass" with input as testing.stack(
		_cache({"TransitEncryptionEnabled": true}),
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(encrypted_in_transit).Cache == "unknown" with input as testing.stack(
		_cache({"TransitEncryptionEnabled": testing.unknown("parameter Encrypt has no default")}),
		{},
	)
}

test_leaves_out_what_follows_another_region if {
	testing.statuses(encrypted_in_transit) == {} with input as testing.stack(
		_cache({"GlobalReplicationGroupId": "global"}),
		{},
	)
}
