# METADATA
# title: Automatic backups of a database are on
# description: >-
#   A retention period of zero switches backups and point-in-time recovery off: a wrong statement or a damaged
#   volume then loses the data for good.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
# custom:
#   id: FC_RDS_007
#   severity: high
#   category: backup
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [BackupRetentionPeriod]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier]
#   failures: [F-001-08.1]
#   also:
#     - AwsSolutions-RDS13
#     - CKV_AWS_133
#     - DB_INSTANCE_BACKUP_ENABLED
#     - HIPAA.Security-RDSInstanceBackupEnabled
#     - NIST.800.53.R4-RDSInstanceBackupEnabled
#     - NIST.800.53.R5-RDSInstanceBackupEnabled
#     - W75
#   remediation:
#     cloudformation: |
#       BackupRetentionPeriod: 7
#     terraform: |
#       backup_retention_period = 7
package stackgrade.rules.rds.backups_are_on

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject := databases.sources

fail contains findings.at(resource, "BackupRetentionPeriod", "automatic backups are switched off") if {
	some resource in subject
	resource.properties.BackupRetentionPeriod == 0
}
