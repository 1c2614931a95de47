# METADATA
# title: A cache has the nodes and settings that its features need
# description: >-
#   Failover needs a second node, several zones need failover, and so do shards; a password needs encryption in transit.
#   A replication group with one and not the other is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
# custom:
#   id: FC_ELASTICACHE_050
#   severity: critical
#   category: operations
#   types: [AWS::ElastiCache::ReplicationGroup]
#   attributes:
#     - AutomaticFailoverEnabled
#     - MultiAZEnabled
#     - NumCacheClusters
#     - NumNodeGroups
#     - TransitEncryptionEnabled
#   presence: [AuthToken]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       NumCacheClusters: 2
#       AutomaticFailoverEnabled: true
#       MultiAZEnabled: true
#       TransitEncryptionEnabled: true
#     terraform: |
#       num_cache_clusters         = 2
#       automatic_failover_enabled = true
#       multi_az_enabled           = true
#       transit_encryption_enabled = true
package stackgrade.rules.elasticache.group_can_be_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# What a group takes over from another one is not in sight.
subject[group.address] := group if {
	some group in resources.own("AWS::ElastiCache::ReplicationGroup")
	every property in ["GlobalReplicationGroupId", "PrimaryClusterId"] {
		not resources.has(group, [property])
	}
}

fail contains findings.at(group, "NumCacheClusters", "there is no second node to fail over to") if {
	some group in subject
	group.properties.AutomaticFailoverEnabled == true
	_has_one_node(group)
}

fail contains findings.at(group, "AutomaticFailoverEnabled", "a cache in several zones has to fail over by itself") if {
	some group in subject
	group.properties.MultiAZEnabled == true
	object.get(group.properties, "AutomaticFailoverEnabled", false) == false
}

fail contains findings.at(group, "AutomaticFailoverEnabled", "a cache of several shards has to fail over") if {
	some group in subject
	values.number(group.properties.NumNodeGroups) > 1
	group.properties.AutomaticFailoverEnabled == false
}

fail contains findings.at(group, "TransitEncryptionEnabled", "a password needs encryption in transit") if {
	some group in subject
	resources.has(group, ["AuthToken"])
	object.get(group.properties, "TransitEncryptionEnabled", false) == false
}

_has_one_node(group) if values.number(group.properties.NumCacheClusters) == 1

# The default is one.
_has_one_node(group) if {
	every property in [
		"NodeGroupConfiguration",
		"NumCacheClusters",
		"NumNodeGroups",
		"PreferredCacheClusterAZs",
		"ReplicasPerNodeGroup",
	] {
		not resources.has(group, [property])
	}
}
