# METADATA
# title: A production cache is backed up
# description: >-
#   Sessions, carts and queues that only the cache holds are gone with a failed node or a wrong command. There are
#   no automatic snapshots unless a number of days to keep them is stated.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
# custom:
#   id: FC_ELASTICACHE_006
#   severity: medium
#   category: backup
#   types:
#     - AWS::ElastiCache::ReplicationGroup
#     - AWS::ElastiCache::CacheCluster
#     - AWS::ElastiCache::ServerlessCache
#   attributes: [SnapshotRetentionLimit]
#   when: {environment: production}
#   failures: [F-001-06.3, F-002-07b.5]
#   also: [CKV_AWS_134]
#   remediation:
#     cloudformation: |
#       SnapshotRetentionLimit: 5
#     terraform: |
#       snapshot_retention_limit = 5
package stackgrade.rules.elasticache.snapshots

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of_any(["AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::ServerlessCache"])
}

# Nodes of Memcached cannot be backed up, nor can those of the first class.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::ElastiCache::CacheCluster")
	resource.properties.Engine in {"redis", "valkey"}
	not startswith(object.get(resource.properties, "CacheNodeType", ""), "cache.t1.")
}

fail contains findings.at(resource, "SnapshotRetentionLimit", "there are no automatic snapshots of the cache") if {
	some resource in subject
	object.get(resource.properties, "SnapshotRetentionLimit", 0) == 0
}
