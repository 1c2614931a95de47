# METADATA
# title: Only Aurora MySQL is turned back in time
# description: >-
#   Backtracking rewinds a cluster of Aurora MySQL. RDS refuses a window for it on any other engine.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html
# custom:
#   id: FC_RDS_059
#   severity: critical
#   category: operations
#   types: [AWS::RDS::DBCluster]
#   attributes: [BacktrackWindow, Engine]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       # without BacktrackWindow; a backup restores to any point in time
#       BackupRetentionPeriod: 7
#     terraform: |
#       # without backtrack_window; a backup restores to any point in time
#       backup_retention_period = 7
package stackgrade.rules.rds.backtrack_is_offered

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[cluster.address] := cluster if {
	some cluster in resources.own("AWS::RDS::DBCluster")
	resources.has(cluster, ["BacktrackWindow"])
}

fail contains findings.at(cluster, "BacktrackWindow", concat(" ", [engine, "cannot be turned back"])) if {
	some cluster in subject
	values.number(cluster.properties.BacktrackWindow) > 0
	engine := lower(cluster.properties.Engine)
	engine in {"aurora-postgresql", "mysql", "postgres"}
}
