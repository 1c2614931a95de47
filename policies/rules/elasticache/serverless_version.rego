# METADATA
# title: A serverless cache states its major version
# description: >-
#   Left out, AWS takes the newest on the day of the deployment: two deployments of one template may behave differently.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html
# custom:
#   id: FC_ELASTICACHE_010
#   severity: low
#   category: operations
#   types: [AWS::ElastiCache::ServerlessCache]
#   presence: [MajorEngineVersion]
#   failures: [F-002-07b.4]
#   remediation:
#     cloudformation: |
#       MajorEngineVersion: "7" # of Valkey or Redis; Memcached has 1.6
#     terraform: |
#       major_engine_version = "7" # of Valkey or Redis; Memcached has 1.6
package stackgrade.rules.elasticache.serverless_version

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "MajorEngineVersion", "the version is left to the day of the deployment") if {
	some resource in resources.of("AWS::ElastiCache::ServerlessCache")
	not resources.has(resource, ["MajorEngineVersion"])
}
