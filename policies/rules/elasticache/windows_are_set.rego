# METADATA
# title: Snapshots and maintenance of a production cache happen at a chosen time
# description: >-
#   AWS chooses an hour at random when none is stated, and slows the cache down or replaces its nodes in the middle
#   of a working day.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
# custom:
#   id: FC_ELASTICACHE_007
#   severity: low
#   category: operations
#   types:
#     - AWS::ElastiCache::ReplicationGroup
#     - AWS::ElastiCache::CacheCluster
#     - AWS::ElastiCache::ServerlessCache
#   presence: [PreferredMaintenanceWindow, SnapshotWindow, DailySnapshotTime]
#   when: {environment: production}
#   failures: [F-001-06.3, F-001-06.4, F-002-07b.2]
#   remediation:
#     cloudformation: |
#       PreferredMaintenanceWindow: sun:04:00-sun:05:00
#       SnapshotWindow: 02:00-03:00 # where snapshots are kept; memcached has none
#     AWS::ElastiCache::ServerlessCache: |
#       DailySnapshotTime: "02:00"
#     terraform: |
#       maintenance_window = "sun:04:00-sun:05:00"
#       snapshot_window    = "02:00-03:00" # where snapshots are kept; memcached has none
#     aws_elasticache_serverless_cache: |
#       daily_snapshot_time = "02:00"
package stackgrade.rules.elasticache.windows_are_set

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A node that is added to a group, and states no engine, has the hours of the group.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	count(_wanted(resource)) > 0
}

fail contains findings.at(resource, attribute, concat(" ", ["no time is stated for", what])) if {
	some resource in subject
	some attribute, what in _wanted(resource)
	not resources.has(resource, [attribute])
}

_wanted(resource) := {"PreferredMaintenanceWindow": "maintenance"} if {
	_has_nodes(resource)
	not _has_snapshots(resource)
}

_wanted(resource) := {"PreferredMaintenanceWindow": "maintenance", "SnapshotWindow": "snapshots"} if {
	_has_nodes(resource)
	_has_snapshots(resource)
}

_wanted(resource) := {"DailySnapshotTime": "snapshots"} if {
	resource.type == "AWS::ElastiCache::ServerlessCache"
	_is_to_have_snapshots(resource)
}

_has_nodes(resource) if resource.type == "AWS::ElastiCache::ReplicationGroup"

_has_nodes(resource) if {
	resource.type == "AWS::ElastiCache::CacheCluster"
	resources.has(resource, ["Engine"])
}

_is_to_have_snapshots(cache) if _has_snapshots(cache)

# What is kept in Memcached alone may go.
_is_to_have_snapshots(cache) if lower(object.get(cache.properties, "Engine", "")) != "memcached"

_has_snapshots(resource) if {
	days := resource.properties.SnapshotRetentionLimit
	is_number(days)
	days > 0
}
