# METADATA
# title: Backups of a production database are kept for a week
# description: >-
#   What is not noticed within the retention period cannot be restored. RDS keeps backups for one day unless it is
#   told otherwise, which a weekend outlasts.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html
# custom:
#   id: FC_RDS_006
#   severity: medium
#   category: backup
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [BackupRetentionPeriod]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier]
#   when: {environment: production}
#   failures: [F-000-07.3, F-001-08.1]
#   remediation:
#     cloudformation: |
#       BackupRetentionPeriod: 14
#     terraform: |
#       backup_retention_period = 14
package stackgrade.rules.rds.backup_retention

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

# Backups that are switched off are the concern of another rule.
subject[resource.address] := resource if {
	some resource in databases.sources
	_days(resource) != 0
}

fail contains findings.at(resource, "BackupRetentionPeriod", "backups are kept for less than seven days") if {
	some resource in subject
	_days(resource) < 7
}

# The default of CloudFormation is one day.
_days(resource) := object.get(resource.properties, "BackupRetentionPeriod", 1)
