# METADATA
# title: A cache of a regulated stack is encrypted with its own key
# description: >-
#   ElastiCache encrypts with a key of AWS when nothing is said. With a key of the stack, reading snapshots takes a
#   right on the key as well, each use is recorded, and access can be shut off in one place.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
# custom:
#   id: FC_ELASTICACHE_008
#   severity: medium
#   category: encryption
#   types: [AWS::ElastiCache::ReplicationGroup, AWS::ElastiCache::ServerlessCache]
#   presence: [KmsKeyId]
#   when: {compliance: pci-dss}
#   failures: [F-002-07b.3]
#   also: [CKV_AWS_191]
#   remediation:
#     cloudformation: |
#       KmsKeyId: !GetAtt CacheKey.Arn
#     terraform: |
#       kms_key_id = aws_kms_key.cache.arn
package stackgrade.rules.elasticache.encrypted_with_own_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "KmsKeyId", "the cache is not encrypted with a key of the stack") if {
	some resource in resources.of_any(metadata.custom.types)
	not resources.has(resource, ["KmsKeyId"])
}

fail contains findings.at(resource, "KmsKeyId", "the cache is encrypted with a key of AWS") if {
	some resource in resources.of_any(metadata.custom.types)
	contains(resource.properties.KmsKeyId, "alias/aws/")
}
