# METADATA
# title: A cache fails over to another zone
# description: >-
#   The loss of the primary's zone empties a cache without a replica elsewhere, and stops writes until somebody
#   acts. With automatic failover across zones a replica takes over by itself.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
# custom:
#   id: FC_ELASTICACHE_003
#   severity: medium
#   category: availability
#   types: [AWS::ElastiCache::ReplicationGroup, AWS::ElastiCache::CacheCluster]
#   attributes: [AutomaticFailoverEnabled, MultiAZEnabled, NumCacheClusters, ReplicasPerNodeGroup]
#   presence: [GlobalReplicationGroupId]
#   when: {availability: multi-az}
#   failures: [F-001-06.1]
#   also: [AwsSolutions-AEC4, CKV2_AWS_50]
#   remediation:
#     cloudformation: |
#       NumCacheClusters: 2
#       AutomaticFailoverEnabled: true
#       MultiAZEnabled: true
#     AWS::ElastiCache::CacheCluster: |
#       # in place of the cluster
#       Cache:
#         Type: AWS::ElastiCache::ReplicationGroup
#         Properties:
#           ReplicationGroupDescription: sessions of the shop
#           Engine: valkey
#           CacheNodeType: cache.t4g.small
#           NumCacheClusters: 2
#           AutomaticFailoverEnabled: true
#           MultiAZEnabled: true
#           AtRestEncryptionEnabled: true
#           TransitEncryptionEnabled: true
#           CacheSubnetGroupName: !Ref CacheSubnets
#           SecurityGroupIds: [!Ref CacheSecurityGroup]
#     terraform: |
#       num_cache_clusters         = 2
#       automatic_failover_enabled = true
#       multi_az_enabled           = true
#     aws_elasticache_cluster: |
#       # in place of the cluster
#       resource "aws_elasticache_replication_group" "cache" {
#         replication_group_id       = "sessions"
#         description                = "sessions of the shop"
#         engine                     = "valkey"
#         node_type                  = "cache.t4g.small"
#         num_cache_clusters         = 2
#         automatic_failover_enabled = true
#         multi_az_enabled           = true
#         at_rest_encryption_enabled = true
#         transit_encryption_enabled = true
#         subnet_group_name          = aws_elasticache_subnet_group.cache.name
#         security_group_ids         = [aws_security_group.cache.id]
#       }
package stackgrade.rules.elasticache.fails_over

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What follows another region's cache is failed over to from there.
subject[group.address] := group if {
	some group in resources.of("AWS::ElastiCache::ReplicationGroup")
	not resources.has(group, ["GlobalReplicationGroupId"])
}

# One of these engines has a single node outside of a replication group. The nodes of Memcached do not stand in for
# each other at all.
subject[cluster.address] := cluster if {
	some cluster in resources.of("AWS::ElastiCache::CacheCluster")
	cluster.properties.Engine in {"redis", "valkey"}
}

fail contains findings.proven_at(group, attribute, message) if {
	some group in subject
	group.type == "AWS::ElastiCache::ReplicationGroup"
	some attribute, message in {
		"AutomaticFailoverEnabled": "no replica takes over when the primary fails",
		"MultiAZEnabled": "replicas need not lie in another zone than the primary",
	}
	object.get(group.properties, attribute, false) == false
}

fail contains findings.proven_at(group, attribute, "there is no replica to fail over to") if {
	some group in subject
	group.properties.AutomaticFailoverEnabled == true
	some attribute, alone in {"NumCacheClusters": 1, "ReplicasPerNodeGroup": 0}
	group.properties[attribute] == alone
}

fail contains findings.at(cluster, "NumCacheNodes", "a single node has no standby in another zone") if {
	some cluster in subject
	cluster.type == "AWS::ElastiCache::CacheCluster"
}
