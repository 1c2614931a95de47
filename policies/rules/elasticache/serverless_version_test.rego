package stackgrade.rules.elasticache.serverless_version_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.serverless_version

_stack(properties) := testing.stack(
	{"Cache": {"type": "AWS::ElastiCache::ServerlessCache", "properties": properties}},
	{},
)

test_fails_without if {
	testing.statuses(serverless_version) == {"Cache": "fail"} with input as _stack({"Engine": "valkey"})
}

test_passes_with if {
	every value in ["8", testing.unknown("parameter X has no default")] {
		testing.statuses(serverless_version) == {"Cache": "pass"} with input as _stack({"MajorEngineVersion": value})
	}
}

test_leaves_out_clusters if {
	testing.statuses(serverless_version) == {} with input as testing.stack(
		{"Cache": {"type": "AWS::ElastiCache::ReplicationGroup", "properties": {}}},
		{},
	)
}
