# METADATA
# title: A cache is encrypted in transit
# description: >-
#   Without TLS everything that is read and written, passwords included, crosses the network in the clear.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
# custom:
#   id: FC_ELASTICACHE_002
#   severity: high
#   category: encryption
#   types: [AWS::ElastiCache::ReplicationGroup]
#   attributes: [TransitEncryptionEnabled]
#   presence: [GlobalReplicationGroupId]
#   failures: [F-001-02.5]
#   also: [CKV_AWS_30, ELASTICACHE_REPLICATION_GROUP_ENCRYPTION_IN_TRANSIT, F33]
#   remediation:
#     cloudformation: |
#       TransitEncryptionEnabled: true
#     terraform: |
#       transit_encryption_enabled = true
package stackgrade.rules.elasticache.encrypted_in_transit

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What follows another region's cache has the encryption of that one.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::ElastiCache::ReplicationGroup")
	not resources.has(resource, ["GlobalReplicationGroupId"])
}

fail contains findings.at(resource, "TransitEncryptionEnabled", "the cache is not encrypted in transit") if {
	some resource in subject
	not resource.properties.TransitEncryptionEnabled
}
