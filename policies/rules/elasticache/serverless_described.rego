# METADATA
# title: A serverless cache says what it is for
# description: >-
#   Whoever looks after caches sees names, sizes and bills. The description tells whether one holds sessions that must
#   not be lost or pages that are made again.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html
# custom:
#   id: FC_ELASTICACHE_009
#   severity: low
#   category: operations
#   types: [AWS::ElastiCache::ServerlessCache]
#   presence: [Description]
#   when: {environment: production}
#   failures: [F-002-07b.1]
#   remediation:
#     cloudformation: |
#       Description: sessions of the shop
#     terraform: |
#       description = "sessions of the shop"
package stackgrade.rules.elasticache.serverless_described

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "Description", "the cache has no description") if {
	some resource in resources.of("AWS::ElastiCache::ServerlessCache")
	not resources.has(resource, ["Description"])
}
