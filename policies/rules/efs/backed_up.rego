# METADATA
# title: A file system in production is backed up
# description: >-
#   EFS keeps files in several zones, and deletes in all of them what somebody deletes. Without backups nothing brings
#   it back.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html
# custom:
#   id: FC_EFS_030
#   severity: medium
#   category: backup
#   types: [AWS::EFS::FileSystem]
#   attributes: [BackupPolicy.Status]
#   presence: [AvailabilityZoneName]
#   companions: [AWS::Backup::BackupSelection.BackupSelection]
#   when: {environment: production}
#   failures: [E-missing_backup_plan]
#   also:
#     - CKV2_AWS_18
#     - EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN
#     - HIPAA.Security-EFSInBackupPlan
#     - NIST.800.53.R4-EFSInBackupPlan
#     - NIST.800.53.R5-EFSInBackupPlan
#   remediation:
#     cloudformation: |
#       BackupPolicy:
#         Status: ENABLED
#     terraform: |
#       resource "aws_efs_backup_policy" "files" {
#         file_system_id = aws_efs_file_system.files.id
#
#         backup_policy {
#           status = "ENABLED"
#         }
#       }
package stackgrade.rules.efs.backed_up

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(files, "nothing brings back what is deleted") if {
	some files in resources.own("AWS::EFS::FileSystem")
	resources.get(files, ["BackupPolicy", "Status"], _default(files)) != "ENABLED"
	not _is_selected(files)
}

# EFS backs up what it keeps in one zone unless it is told not to.
_default(files) := "ENABLED" if resources.has(files, ["AvailabilityZoneName"])

_default(files) := "DISABLED" if not resources.has(files, ["AvailabilityZoneName"])

_is_selected(files) if count(resources.referrers(files.address, "AWS::Backup::BackupSelection")) > 0

# By tags or by kind; which resources that takes is seldom written so that it can be compared.
_is_selected(_) if {
	some selection in resources.of("AWS::Backup::BackupSelection")
	not _is_by_name(selection.properties.BackupSelection)
}

_is_by_name(selection) if {
	count(selection.Resources) > 0
	every target in selection.Resources {
		not endswith(target, "*")
	}
}
