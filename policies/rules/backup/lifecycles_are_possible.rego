# METADATA
# title: Backups stay in cold storage for 90 days
# description: >-
#   What is moved to cold storage stays there for 90 days at least. A plan that deletes it earlier is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
# custom:
#   id: FC_BACKUP_050
#   severity: critical
#   category: backup
#   types: [AWS::Backup::BackupPlan]
#   attributes:
#     - BackupPlan.BackupPlanRule[].CopyActions[].Lifecycle
#     - BackupPlan.BackupPlanRule[].Lifecycle
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Lifecycle:
#         MoveToColdStorageAfterDays: 30
#         DeleteAfterDays: 120
#     terraform: |
#       lifecycle {
#         cold_storage_after = 30
#         delete_after       = 120
#       }
package stackgrade.rules.backup.lifecycles_are_possible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(plan, array.concat(path, ["DeleteAfterDays"]), message) if {
	some plan in resources.own("AWS::Backup::BackupPlan")
	some [path, lifecycle] in _lifecycles(plan)
	moved := values.number(lifecycle.MoveToColdStorageAfterDays)
	moved > 0
	deleted := values.number(lifecycle.DeleteAfterDays)
	deleted > 0
	deleted < moved + 90
	message := concat("", [
		"what is moved to cold storage after ",
		format_int(moved, 10),
		" days is deleted after ",
		format_int(moved + 90, 10),
		" at the earliest",
	])
}

_lifecycles(plan) := array.concat(
	[[["BackupPlan", "BackupPlanRule", i, "Lifecycle"], rule.Lifecycle] |
		some i, rule in plan.properties.BackupPlan.BackupPlanRule
	],
	[[["BackupPlan", "BackupPlanRule", i, "CopyActions", j, "Lifecycle"], action.Lifecycle] |
		some i, rule in plan.properties.BackupPlan.BackupPlanRule
		some j, action in rule.CopyActions
	],
)
