# METADATA
# title: Database storage is of the current generation
# description: >-
#   gp3 storage costs less than gp2 and has its throughput and operations apart from its size; magnetic storage is
#   obsolete. What a database gets when nothing is said has changed over the years, from magnetic storage to gp2 to gp3;
#   only strict reviewers (`opinions` in the profile) want it stated.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
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

fail contains findings.at(resource, "StorageType", message) if {
	some resource in subject
	resource.properties.StorageType in {"gp2", "standard"}
	message := concat("", [resource.properties.StorageType, " is of an older generation than gp3"])
}

# With operations provisioned and nothing said, the storage is io1.
fail contains findings.at(resource, "StorageType", "the type of the storage is left to RDS") if {
	input.profile.opinions
	some resource in subject
	not resources.has(resource, ["StorageType"])
	not resources.has(resource, ["Iops"])
}
