# METADATA
# title: A database stands by in a second zone
# description: >-
#   A database in one availability zone is gone with that zone, and every maintenance takes it away for
#   minutes. A standby in another zone takes over by itself.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
# custom:
#   id: FC_RDS_005
#   severity: high
#   category: availability
#   types: [AWS::RDS::DBInstance]
#   attributes: [MultiAZ]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier]
#   when: {availability: multi-az}
#   failures: [E-rds_not_multi_az]
#   remediation:
#     cloudformation: |
#       MultiAZ: true
#     terraform: |
#       multi_az = true
package stackgrade.rules.rds.multi_az

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in databases.standalone
	not databases.is_replica(resource)
}

fail contains findings.at(resource, "MultiAZ", "there is no standby in a second zone") if {
	some resource in subject
	not resource.properties.MultiAZ
}
