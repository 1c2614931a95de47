# METADATA
# title: Database storage grows by itself
# description: >-
#   A database whose storage is full stops. With an upper limit stated, RDS adds storage before that happens.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
# custom:
#   id: FC_RDS_017
#   severity: low
#   category: operations
#   types: [AWS::RDS::DBInstance]
#   attributes: [MaxAllocatedStorage]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier]
#   failures: [F-000-09.1]
#   remediation:
#     cloudformation: |
#       AllocatedStorage: "100"
#       MaxAllocatedStorage: 200 # a quarter more than is allocated, or above
#     terraform: |
#       allocated_storage     = 100
#       max_allocated_storage = 200 # a quarter more than is allocated, or above
package stackgrade.rules.rds.storage_autoscaling

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in databases.standalone
	not databases.is_replica(resource)
	not databases.is_custom(resource)
}

fail contains findings.at(resource, "MaxAllocatedStorage", "the storage does not grow by itself") if {
	some resource in subject
	object.get(resource.properties, "MaxAllocatedStorage", 0) == 0
}
