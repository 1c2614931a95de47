package stackgrade.rules.elasticache.snapshots_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.snapshots

_types := {
	"Group": "AWS::ElastiCache::ReplicationGroup",
	"Node": "AWS::ElastiCache::CacheCluster",
	"Serverless": "AWS::ElastiCache::ServerlessCache",
}

_caches(properties) := {name: {"type": type, "properties": object.union({"Engine": "redis"}, properties)} |
	some name, type in _types
}

_all(status) := {name: status | some name, _ in _types}

test_fails_without_snapshots if {
	testing.statuses(snapshots) == _all("fail") with input as testing.stack(_caches({}), {})
	testing.statuses(snapshots) == _all("fail") with input as testing.stack(_caches({"SnapshotRetentionLimit": 0}), {})
}

test_passes_with_snapshots if {
	testing.statuses(snapshots) == _all("pass") with input as testing.stack(_caches({"SnapshotRetentionLimit": 1}), {})
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(snapshots) == _all("unknown") with input as testing.stack(
		_caches({"SnapshotRetentionLimit": testing.unknown("parameter Days has no default")}),
		{},
	)
}

test_leaves_out_nodes_of_memcached if {
	testing.statuses(snapshots) == {} with input as testing.stack(
		{"Pages": {"type": "AWS::ElastiCache::CacheCluster", "properties": {"Engine": "memcached"}}},
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(snapshots) == {} with input as testing.stack(_caches({}), {"profile": testing.disposable})
}

test_leaves_out_nodes_that_cannot_be_backed_up if {
	testing.statuses(snapshots) == {} with input as testing.stack(
		{"Old": {
			"type": "AWS::ElastiCache::CacheCluster",
			"properties": {"Engine": "redis", "CacheNodeType": "cache.t1.micro"},
		}},
		{},
	)
}
