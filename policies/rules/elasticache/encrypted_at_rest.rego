# METADATA
# title: A cache is encrypted at rest
# description: >-
#   Snapshots, and memory that is swapped to disk, hold the sessions and customer data of the cache. Encryption
#   cannot be switched on later without building the cache anew.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
# custom:
#   id: FC_ELASTICACHE_001
#   severity: high
#   category: encryption
#   types: [AWS::ElastiCache::ReplicationGroup]
#   attributes: [AtRestEncryptionEnabled, Engine]
#   presence: [GlobalReplicationGroupId]
#   failures: [F-001-02.4, E-missing_encryption_at_rest]
#   also: [CKV_AWS_29, ELASTICACHE_REPLICATION_GROUP_ENCRYPTION_AT_REST, F25]
#   remediation:
#     cloudformation: |
#       AtRestEncryptionEnabled: true
#     terraform: |
#       at_rest_encryption_enabled = true
package stackgrade.rules.elasticache.encrypted_at_rest

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What follows another region's cache has the encryption of that one.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::ElastiCache::ReplicationGroup")
	not resources.has(resource, ["GlobalReplicationGroupId"])
}

fail contains findings.proven_at(resource, "AtRestEncryptionEnabled", "the cache is not encrypted at rest") if {
	some resource in subject
	resource.properties.AtRestEncryptionEnabled == false
}

# Valkey is encrypted unless it is told otherwise, Redis is not.
fail contains findings.at(resource, "AtRestEncryptionEnabled", "the cache is not encrypted at rest") if {
	some resource in subject
	not resources.has(resource, ["AtRestEncryptionEnabled"])
	not resource.properties.Engine == "valkey"
}
