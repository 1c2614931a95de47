package stackgrade.rules.elasticache.fails_over_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.fails_over

_group(properties) := {"Cache": {"type": "AWS::ElastiCache::ReplicationGroup", "properties": properties}}

_cluster(engine) := {"Cache": {"type": "AWS::ElastiCache::CacheCluster", "properties": {"Engine": engine}}}

_both(more) := object.union({"AutomaticFailoverEnabled": true, "MultiAZEnabled": true}, more)

_found(verdicts) := {[verdict.status, verdict.attribute] | some verdict in verdicts}

test_fails_for_every_flag_that_is_off if {
	_found(testing.verdicts(fails_over)) == {
		["fail", "AutomaticFailoverEnabled"],
		["fail", "MultiAZEnabled"],
	} with input as testing.stack(_group({}), {})
	_found(testing.verdicts(fails_over)) == {["fail", "MultiAZEnabled"]} with input as testing.stack(
		_group(_both({"MultiAZEnabled": false})),
		{},
	)
}

test_fails_without_a_replica if {
	_found(testing.verdicts(fails_over)) == {["fail", "NumCacheClusters"]} with input as testing.stack(
		_group(_both({"NumCacheClusters": 1})),
		{},
	)
	_found(testing.verdicts(fails_over)) == {["fail", "ReplicasPerNodeGroup"]} with input as testing.stack(
		_group(_both({"NumNodeGroups": 2, "ReplicasPerNodeGroup": 0})),
		{},
	)
}

test_fails_for_a_single_node if {
	testing.statuses(fails_over) == {"Cache": "fail"} with input as testing.stack(_cluster("redis"), {})
}

test_passes_with_a_replica if {
	testing.statuses(fails_over) == {"Cache": "pass"} with input as testing.stack(
		_group(_both({"NumCacheClusters": 2})),
		{},
	)
	testing.statuses(fails_over) == {"Cache": "pass"} with input as testing.stack(
		_group(_both({"NumNodeGroups": 1, "ReplicasPerNodeGroup": 2})),
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(fails_over) == {"Cache": "unknown"} with input as testing.stack(
		_group(_both({"MultiAZEnabled": open})),
		{},
	)
	testing.statuses(fails_over) == {"Cache": "unknown"} with input as testing.stack(
		_group(_both({"NumCacheClusters": open})),
		{},
	)
}

test_fails_whatever_else_is_open if {
	_found(testing.verdicts(fails_over)) == {["fail", "MultiAZEnabled"]} with input as testing.stack(
		_group({
			"AutomaticFailoverEnabled": testing.unknown("parameter X has no default"),
			"MultiAZEnabled": false,
		}),
		{},
	)
}

test_leaves_out_what_follows_a_cache_of_another_region if {
	testing.statuses(fails_over) == {} with input as testing.stack(
		_group({"GlobalReplicationGroupId": "shop", "NumCacheClusters": 2}),
		{},
	)
}

test_leaves_out_memcached if {
	testing.statuses(fails_over) == {} with input as testing.stack(_cluster("memcached"), {})
}

test_does_not_apply_to_a_single_zone if {
	testing.statuses(fails_over) == {} with input as testing.stack(_group({}), {"profile": testing.disposable})
}
