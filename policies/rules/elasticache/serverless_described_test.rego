package stackgrade.rules.elasticache.serverless_described_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.serverless_described

_stack(properties) := testing.stack(
	{"Cache": {"type": "AWS::ElastiCache::ServerlessCache", "properties": properties}},
	{},
)

test_fails_without if {
	testing.statuses(serverless_described) == {"Cache": "fail"} with input as _stack({"Engine": "valkey"})
}

test_passes_with if {
	every value in ["8", testing.unknown("parameter X has no default")] {
		testing.statuses(serverless_described) == {"Cache": "pass"} with input as _stack({"Description": value})
	}
}

test_leaves_out_clusters if {
	testing.statuses(serverless_described) == {} with input as testing.stack(
		{"Cache": {"type": "AWS::ElastiCache::ReplicationGroup", "properties": {}}},
		{},
	)
}
