# METADATA
# title: Minor engine versions are upgraded automatically
# description: >-
#   Minor versions bring security fixes. A database that has them switched off stays vulnerable until somebody
#   remembers it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
# custom:
#   id: FC_RDS_014
#   severity: low
#   category: operations
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [AutoMinorVersionUpgrade]
#   failures: [F-000-10.2, F-002-04e.3]
#   also:
#     - CKV_AWS_226
#     - HIPAA.Security-RDSAutomaticMinorVersionUpgradeEnabled
#     - PCI.DSS.321-RDSAutomaticMinorVersionUpgradeEnabled
#     - RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED
#   remediation:
#     cloudformation: |
#       AutoMinorVersionUpgrade: true
#     terraform: |
#       auto_minor_version_upgrade = true
package stackgrade.rules.rds.minor_upgrades

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	not databases.is_custom(resource)
}

fail contains findings.at(resource, "AutoMinorVersionUpgrade", "minor versions are not upgraded automatically") if {
	some resource in subject
	resource.properties.AutoMinorVersionUpgrade == false
}
