# METADATA
# title: A cache is placed into subnets that were chosen for it
# description: >-
#   Without subnets the cache lands in the default VPC, where the services of another one cannot reach it, or the
#   deployment fails where there is none.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html
# custom:
#   id: FC_ELASTICACHE_004
#   severity: medium
#   category: network
#   types:
#     - AWS::ElastiCache::ReplicationGroup
#     - AWS::ElastiCache::CacheCluster
#     - AWS::ElastiCache::ServerlessCache
#   presence: [CacheSubnetGroupName, SubnetIds, PrimaryClusterId]
#   failures: [F-001-06.2]
#   also: [AwsSolutions-AEC1, CKV_AWS_323]
#   remediation:
#     cloudformation: |
#       CacheSubnetGroupName: !Ref CacheSubnets
#     AWS::ElastiCache::ServerlessCache: |
#       SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
#     terraform: |
#       subnet_group_name = aws_elasticache_subnet_group.cache.name
#     aws_elasticache_serverless_cache: |
#       subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]
package stackgrade.rules.elasticache.subnet_group

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A group that is made of an existing cluster stays in the subnets of that one, and so does a node that is added to a
# group, which states no engine.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	not resources.has(resource, ["PrimaryClusterId"])
	not _is_added_node(resource)
}

fail contains findings.at(resource, _attribute(resource), "the cache has no subnets of its own") if {
	some resource in subject
	object.get(resource.properties, _attribute(resource), null) in {null, [], "", "default"}
}

_is_added_node(resource) if {
	resource.type == "AWS::ElastiCache::CacheCluster"
	not resources.has(resource, ["Engine"])
}

_attribute(resource) := "SubnetIds" if resource.type == "AWS::ElastiCache::ServerlessCache"

_attribute(resource) := "CacheSubnetGroupName" if resource.type != "AWS::ElastiCache::ServerlessCache"
