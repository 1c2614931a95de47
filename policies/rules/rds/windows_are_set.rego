# METADATA
# title: Backup and maintenance of a database happen at a chosen time
# description: >-
#   AWS chooses windows at random when none are stated, and restarts or slows the database down in the middle
#   of a working day.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html
# custom:
#   id: FC_RDS_008
#   severity: low
#   category: operations
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence:
#     - PreferredBackupWindow
#     - PreferredMaintenanceWindow
#     - DBClusterIdentifier
#     - SourceDBInstanceIdentifier
#   when: {environment: production}
#   failures: [F-000-07.3, F-000-07.4, F-001-08.2, F-002-04c]
#   remediation:
#     cloudformation: |
#       PreferredBackupWindow: 02:00-03:00
#       PreferredMaintenanceWindow: sun:03:30-sun:04:30
#     terraform: |
#       backup_window      = "02:00-03:00"
#       maintenance_window = "sun:03:30-sun:04:30"
package stackgrade.rules.rds.windows_are_set

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject := databases.sources

fail contains findings.at(resource, attribute, message) if {
	some resource in subject
	some attribute, what in {"PreferredBackupWindow": "backups", "PreferredMaintenanceWindow": "maintenance"}
	not resources.has(resource, [attribute])
	message := concat("", ["the time of ", what, " is left to AWS"])
}
