package stackgrade.rules.elasticache.subnet_group_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.subnet_group

_types := {
	"Group": "AWS::ElastiCache::ReplicationGroup",
	"Node": "AWS::ElastiCache::CacheCluster",
	"Serverless": "AWS::ElastiCache::ServerlessCache",
}

_caches(properties) := {name: {"type": type, "properties": properties} | some name, type in _types}

test_fails_without_subnets if {
	testing.statuses(subnet_group) == {
		"Group": "fail",
		"Node": "fail",
		"Serverless": "fail",
	} with input as testing.stack(_caches({"Engine": "redis"}), {})
}

test_fails_in_the_default_group if {
	testing.statuses(subnet_group) == {
		"Group": "fail",
		"Node": "fail",
		"Serverless": "fail",
	} with input as testing.stack(_caches({"Engine": "redis", "CacheSubnetGroupName": "default", "SubnetIds": []}), {})
}

test_passes_in_subnets if {
	testing.statuses(subnet_group) == {
		"Group": "pass",
		"Node": "pass",
		"Serverless": "pass",
	} with input as testing.stack(
		_caches({"Engine": "redis", "CacheSubnetGroupName": testing.ref("Subnets", "Ref"), "SubnetIds": ["subnet-0a"]}),
		{},
	)
	testing.statuses(subnet_group) == {"Group": "pass", "Node": "pass", "Serverless": "pass"} with input as testing.stack(
		_caches({
			"Engine": "redis",
			"CacheSubnetGroupName": testing.unknown("parameter Name has no default"),
			"SubnetIds": testing.unknown("parameter Subnets has no default"),
		}),
		{},
	)
}

test_leaves_out_a_node_that_is_added_to_a_group if {
	testing.statuses(subnet_group) == {} with input as testing.stack(
		{"Node": {"type": "AWS::ElastiCache::CacheCluster", "properties": {}}},
		{},
	)
}

test_leaves_out_a_group_that_is_made_of_a_cluster if {
	testing.statuses(subnet_group) == {} with input as testing.stack(
		{"Group": {
			"type": "AWS::ElastiCache::ReplicationGroup",
			"properties": {"PrimaryClusterId": testing.ref("Node", "Ref")},
		}},
		{},
	)
}
