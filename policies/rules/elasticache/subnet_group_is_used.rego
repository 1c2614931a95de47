# METADATA
# title: A subnet group for caches has a cache in it
# description: >-
#   A group that no cache names does nothing, and hides that the cache lies elsewhere. A serverless cache takes none at
#   all: it names its subnets itself.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html
# custom:
#   id: FC_ELASTICACHE_011
#   severity: low
#   category: network
#   types: [AWS::ElastiCache::SubnetGroup]
#   companions:
#     - AWS::ElastiCache::CacheCluster.CacheSubnetGroupName
#     - AWS::ElastiCache::ReplicationGroup.CacheSubnetGroupName
#   failures: [F-002-07c]
#   remediation:
#     cloudformation: |
#       Sessions:
#         Type: AWS::ElastiCache::ServerlessCache
#         Properties:
#           ServerlessCacheName: sessions
#           Engine: valkey
#           SubnetIds: [!Ref PrivateA, !Ref PrivateB]
#     terraform: |
#       resource "aws_elasticache_serverless_cache" "sessions" {
#         name       = "sessions"
#         engine     = "valkey"
#         subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]
#       }
package stackgrade.rules.elasticache.subnet_group_is_used

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A group that an output hands out may be used by another stack.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::ElastiCache::SubnetGroup")
	not outputs.tell_of(resource)
}

fail contains findings.missing(resource, "no cache names the subnet group") if {
	some resource in subject
	not _is_named(resource)
}

_is_named(group) if count(resources.edges_to(group.address)) > 0

_is_named(group) if {
	some cache in resources.of_any(["AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup"])
	cache.properties.CacheSubnetGroupName == group.properties.CacheSubnetGroupName
}
