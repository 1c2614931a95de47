# METADATA
# title: Performance Insights is on where the class supports it
# description: >-
#   MySQL and MariaDB have no Performance Insights on micro and small classes, and Aurora MySQL has none on `db.t2` and
#   `db.t3`; asking for it there is refused. CloudWatch Database Insights, which shows it since July 2026, has the same
#   limits.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.Engines.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.Engines.html
# custom:
#   id: FC_RDS_052
#   severity: critical
#   category: monitoring
#   types: [AWS::RDS::DBInstance]
#   attributes: [DBInstanceClass, EnablePerformanceInsights, Engine]
#   failures: [E-performance_insights_unsupported_class]
#   remediation:
#     cloudformation: |
#       DBInstanceClass: db.t4g.medium
#       EnablePerformanceInsights: true
#     terraform: |
#       instance_class               = "db.t4g.medium"
#       performance_insights_enabled = true
package stackgrade.rules.rds.insights_are_offered

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[instance.address] := instance if {
	some instance in resources.own("AWS::RDS::DBInstance")
	_refused[instance.properties.Engine]
	object.get(instance.properties, "EnablePerformanceInsights", false) != false
}

fail contains findings.at(instance, "EnablePerformanceInsights", message) if {
	some instance in subject
	instance.properties.EnablePerformanceInsights == true
	class := instance.properties.DBInstanceClass
	regex.match(_refused[instance.properties.Engine], class)
	message := concat("", [instance.properties.Engine, " on ", class, " has no Performance Insights (as of 2026-11)"])
}

# The tables of the pages above, read in November 2026.
_refused := {
	"aurora-mysql": `^db\.(t[23]\.|t4g\.(micro|small)$)`,
	"mariadb": `^db\.t[234]g?\.(micro|small)$`,
	"mysql": `^db\.t[234]g?\.(micro|small)$`,
}
