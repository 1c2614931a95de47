package stackgrade.rules.elasticache.encrypted_at_rest_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.encrypted_at_rest

_cache(properties) := {"Cache": {"type": "AWS::ElastiCache::ReplicationGroup", "properties": properties}}

test_fails_when_not_encrypted if {
	testing.statuses(encrypted_at_rest).Cache == "fail" with input as testing.stack(_cache({}), {})
	testing.statuses(encrypted_at_rest).Cache == "fail" with input as testing.stack(_cache({"Engine": "redis"}), {})
	testing.statuses(encrypted_at_rest).Cache == "fail" with input as testing.stack(
		_cache({"Engine": "redis", "AtRestEncryptionEnabled": false}),
		{},
	)
	testing.statuses(encrypted_at_rest).Cache == "fail" with input as testing.stack(
		_cache({"Engine": "valkey", "AtRestEncryptionEnabled": false}),
		{},
	)
}

test_passes_when_encrypted if {
	testing.statuses(encrypted_at_rest).Cache == "pass" with input as testing.stack(
		_cache({"AtRestEncryptionEnabled": true, "Engine": "redis"}),
		{},
	)
	testing.statuses(encrypted_at_rest).Cache == "pass" with input as testing.stack(_cache({"Engine": "valkey"}), {})
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(encrypted_at_rest).Cache == "unknown" with input as testing.stack(
		_cache({"AtRestEncryptionEnabled": testing.unknown("parameter Encrypt has no default")}),
		{},
	)
	testing.statuses(encrypted_at_rest).Cache == "unknown" with input as testing.stack(
		_cache({"Engine": testing.unknown("parameter Engine has no default")}),
		{},
	)
}

test_fails_whatever_the_engine_when_switched_off if {
	testing.statuses(encrypted_at_rest).Cache == "fail" with input as testing.stack(
		_cache({"AtRestEncryptionEnabled": false, "Engine": testing.unknown("a parameter")}),
		{},
	)
}

test_leaves_out_what_follows_another_region if {
	testing.statuses(encrypted_at_rest) == {} with input as testing.stack(
		_cache({"GlobalReplicationGroupId": "global"}),
		{},
	)
}
