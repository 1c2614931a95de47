# METADATA
# title: A backup plan says what it backs up
# description: >-
#   A plan is only a schedule. Without a selection it runs every night and saves nothing, which is noticed when
#   something has to be restored.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
# custom:
#   id: FC_BACKUP_001
#   severity: high
#   category: backup
#   types: [AWS::Backup::BackupPlan]
#   companions: [AWS::Backup::BackupSelection.BackupPlanId]
#   failures: [E-missing_backup_plan]
#   remediation:
#     cloudformation: |
#       Selection:
#         Type: AWS::Backup::BackupSelection
#         Properties:
#           BackupPlanId: !Ref Plan
#           BackupSelection:
#             SelectionName: tagged
#             IamRoleArn: !GetAtt BackupRole.Arn
#             ListOfTags:
#               - {ConditionType: STRINGEQUALS, ConditionKey: Backup, ConditionValue: daily}
#     terraform: |
#       resource "aws_backup_selection" "selection" {
#         plan_id      = aws_backup_plan.plan.id
#         name         = "tagged"
#         iam_role_arn = aws_iam_role.backup.arn
#
#         selection_tag {
#           type  = "STRINGEQUALS"
#           key   = "Backup"
#           value = "daily"
#         }
#       }
package stackgrade.rules.backup.plan_has_selection

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Whoever is told of a plan may select for it.
subject[plan.address] := plan if {
	some plan in resources.own("AWS::Backup::BackupPlan")
	not outputs.tell_of(plan)
}

subject[plan.address] := plan if {
	some selection in resources.of("AWS::Backup::BackupSelection")
	plan := resources.target(selection.properties.BackupPlanId)
}

fail contains findings.missing(plan, "nothing is selected for it") if {
	some plan in subject
	count(resources.referrers(plan.address, "AWS::Backup::BackupSelection")) == 0
}
