package stackgrade.rules.elasticache.subnet_group_is_used_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.subnet_group_is_used

_group := {"type": "AWS::ElastiCache::SubnetGroup", "properties": {"CacheSubnetGroupName": "cache"}}

_with(group) := testing.stack(
	{
		"Group": _group,
		"Cache": {"type": "AWS::ElastiCache::ReplicationGroup", "properties": {"CacheSubnetGroupName": group}},
	},
	{},
)

test_fails_when_no_cache_names_it if {
	testing.statuses(subnet_group_is_used) == {"Group": "fail"} with input as testing.stack(
		{"Group": _group, "Cache": {"type": "AWS::ElastiCache::ServerlessCache", "properties": {}}},
		{},
	)
	testing.statuses(subnet_group_is_used) == {"Group": "fail"} with input as _with("another")
}

test_passes_when_one_does if {
	testing.statuses(subnet_group_is_used) == {"Group": "pass"} with input as _with(testing.ref("Group", "Ref"))
	testing.statuses(subnet_group_is_used) == {"Group": "pass"} with input as _with("cache")
}

test_unknown_when_the_group_of_a_cache_is if {
	testing.statuses(subnet_group_is_used) == {"Group": "unknown"} with input as _with(testing.unknown("a parameter"))
}

test_leaves_out_groups_that_are_handed_out if {
	testing.statuses(subnet_group_is_used) == {} with input as testing.stack(
		{"Group": _group},
		{"outputs": {"Group": {"value": testing.ref("Group", "Ref")}}},
	)
}
