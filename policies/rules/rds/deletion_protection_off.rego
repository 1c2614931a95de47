# METADATA
# title: A database that is made for a test can be deleted
# description: >-
#   Deletion protection makes the teardown of a test stack fail, so that stacks and their cost pile up. A
#   final snapshot keeps the data where that is wanted.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
# custom:
#   id: FC_RDS_013
#   severity: high
#   category: lifecycle
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [DeletionProtection]
#   presence: [DBClusterIdentifier]
#   when: {destroyable: true}
#   failures: [F-003-01]
#   remediation:
#     cloudformation: |
#       DeletionProtection: false
#     terraform: |
#       deletion_protection = false
package stackgrade.rules.rds.deletion_protection_off

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

# A member can be deleted whatever it says; the protection is its cluster's.
subject[resource.address] := resource if {
	some resource in databases.independent
}

fail contains findings.at(resource, "DeletionProtection", "deletion protection makes the teardown fail") if {
	some resource in subject
	resource.properties.DeletionProtection == true
}
