# METADATA
# title: A database of a small stack runs in one zone
# description: >-
#   A standby doubles the price of a database. Where an outage of an hour is acceptable, backups are enough.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
# custom:
#   id: FC_RDS_033
#   severity: low
#   category: cost
#   types: [AWS::RDS::DBInstance]
#   attributes: [MultiAZ]
#   when: {availability: single-az, cost_conscious: true}
#   failures: [F-000-14.1]
#   remediation:
#     cloudformation: |
#       MultiAZ: false
#     terraform: |
#       multi_az = false
package stackgrade.rules.rds.one_zone_is_enough

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "MultiAZ", "a standby is paid for that the stack need not have") if {
	some resource in resources.of("AWS::RDS::DBInstance")
	resource.properties.MultiAZ == true
}
