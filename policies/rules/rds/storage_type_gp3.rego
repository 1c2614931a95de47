# METADATA
# title: Database storage is of the current generation
# description: >-
#   gp3 storage costs less than gp2 and has its throughput and operations apart from its size; magnetic storage is
#   obsolete. What a database gets when nothing is said has changed over the years and with the engine.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
# custom:
#   id: FC_RDS_016
#   severity: low
#   category: cost
#   types: [AWS::RDS::DBInstance]
#   attributes: [StorageType]
#   presence: [DBClusterIdentifier, Iops]
#   failures: [F-000-09.2, F-002-04b]
#   remediation:
#     cloudformation: |
#       StorageType: "gp3"
#     terraform: |
#       storage_type = "gp3"
package stackgrade.rules.rds.storage_type_gp3

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in databases.standalone
}

fail contains findings.at(resource, "StorageType", "the storage is not chosen to be gp3, io1 or io2") if {
	some resource in subject
	not _has_operations(resource)
	not object.get(resource.properties, "StorageType", "") in {"gp3", "io1", "io2"}
}

# With operations provisioned and nothing said, the storage is io1.
_has_operations(resource) if {
	resources.has(resource, ["Iops"])
	not resources.has(resource, ["StorageType"])
}
