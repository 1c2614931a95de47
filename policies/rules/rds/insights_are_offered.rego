# METADATA
# title: Performance Insights is on where the class supports it
# description: >-
#   MySQL and MariaDB have no Performance Insights on micro and small classes; asking for it there is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
# custom:
#   id: FC_RDS_052
#   severity: high
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
	instance.properties.Engine in {"mysql", "mariadb"}
	object.get(instance.properties, "EnablePerformanceInsights", false) != false
}

fail contains findings.at(instance, "EnablePerformanceInsights", message) if {
	some instance in subject
	instance.properties.EnablePerformanceInsights == true
	class := instance.properties.DBInstanceClass
	regex.match(`^db\.t[234]g?\.(micro|small)$`, class)
	message := concat("", [instance.properties.Engine, " on ", class, " has no Performance Insights (as of 2026-11)"])
}
