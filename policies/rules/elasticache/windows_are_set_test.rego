package stackgrade.rules.elasticache.windows_are_set_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.windows_are_set

_resources(type, properties) := {"Cache": {"type": concat("", ["AWS::ElastiCache::", type]), "properties": properties}}

_found(verdicts) := {[verdict.status, object.get(verdict, "attribute", "")] | some verdict in verdicts}

test_fails_without_a_maintenance_window if {
	_found(testing.verdicts(windows_are_set)) == {["fail", "PreferredMaintenanceWindow"]} with input as testing.stack(
		_resources("ReplicationGroup", {}),
		{},
	)
	_found(testing.verdicts(windows_are_set)) == {["fail", "PreferredMaintenanceWindow"]} with input as testing.stack(
		_resources("CacheCluster", {"Engine": "memcached"}),
		{},
	)
}

test_fails_without_a_time_for_snapshots if {
	_found(testing.verdicts(windows_are_set)) == {["fail", "SnapshotWindow"]} with input as testing.stack(
		_resources(
			"ReplicationGroup",
			{"SnapshotRetentionLimit": 5, "PreferredMaintenanceWindow": "sun:04:00-sun:05:00"},
		),
		{},
	)
	_found(testing.verdicts(windows_are_set)) == {["fail", "DailySnapshotTime"]} with input as testing.stack(
		_resources("ServerlessCache", {"SnapshotRetentionLimit": 5}),
		{},
	)
}

test_passes_with_windows if {
	_found(testing.verdicts(windows_are_set)) == {["pass", ""]} with input as testing.stack(
		_resources("ReplicationGroup", {"PreferredMaintenanceWindow": "sun:04:00-sun:05:00"}),
		{},
	)
	_found(testing.verdicts(windows_are_set)) == {["pass", ""]} with input as testing.stack(
		_resources("ReplicationGroup", {
			"PreferredMaintenanceWindow": testing.unknown("parameter Window has no default"),
			"SnapshotRetentionLimit": testing.unknown("parameter Days has no default"),
		}),
		{},
	)
	_found(testing.verdicts(windows_are_set)) == {["pass", ""]} with input as testing.stack(
		_resources("ServerlessCache", {"SnapshotRetentionLimit": 5, "DailySnapshotTime": "02:00"}),
		{},
	)
}

test_leaves_out_a_node_that_is_added_to_a_group if {
	testing.statuses(windows_are_set) == {} with input as testing.stack(_resources("CacheCluster", {}), {})
}

test_does_not_apply_to_a_test if {
	testing.statuses(windows_are_set) == {} with input as testing.stack(
		{"Cache": {"type": "AWS::ElastiCache::ReplicationGroup", "properties": {}}},
		{"profile": testing.disposable},
	)
}

test_asks_for_no_time_of_snapshots_that_are_not_taken if {
	memcached := _resources("ServerlessCache", {"Engine": "memcached"})
	testing.statuses(windows_are_set) == {} with input as testing.stack(memcached, {})
}
