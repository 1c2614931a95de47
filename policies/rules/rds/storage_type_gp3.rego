# METADATA
# title: Database storage is of the current generation
# description: >-
#   gp3 storage costs less than gp2 and has its throughput and operations apart from its size; magnetic
#   storage is obsolete. CloudFormation takes gp2 when nothing is said.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
# custom:
#   id: FC_RDS_016
#   severity: low
#   category: cost
#   types: [AWS::RDS::DBInstance]
#   attributes: [StorageType]
#   presence: [DBClusterIdentifier]
#   failures: [F-000-09.2, F-002-04b]
#   remediation:
#     cloudformation: |
#       StorageType: "gp3"
#     terraform: |
#       storage_type = "gp3"
package stackgrade.rules.rds.storage_type_gp3

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in databases.standalone
}

fail contains findings.at(resource, "StorageType", "the storage is not gp3, io1 or io2") if {
	some resource in subject
	not object.get(resource.properties, "StorageType", "gp2") in {"gp3", "io1", "io2"}
}
