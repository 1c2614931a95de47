# METADATA
# title: A production file system states its performance and throughput mode
# description: >-
#   The performance mode cannot be changed later, and the default throughput suits small, quiet file systems only.
#   Both should be somebody's decision.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/performance.html
# custom:
#   id: FC_EFS_007
#   severity: low
#   category: operations
#   types: [AWS::EFS::FileSystem]
#   presence: [PerformanceMode, ThroughputMode]
#   when: {environment: production}
#   failures: [F-001-10.2, F-001-10.3]
#   remediation:
#     cloudformation: |
#       PerformanceMode: generalPurpose
#       ThroughputMode: elastic
#     terraform: |
#       performance_mode = "generalPurpose"
#       throughput_mode  = "elastic"
package stackgrade.rules.efs.modes_are_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, attribute, message) if {
	some resource in resources.of("AWS::EFS::FileSystem")
	some attribute, what in {"PerformanceMode": "performance", "ThroughputMode": "throughput"}
	not resources.has(resource, [attribute])
	message := concat("", ["the ", what, " mode is left to the default"])
}
