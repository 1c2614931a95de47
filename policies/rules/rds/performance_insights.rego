# METADATA
# title: Performance Insights watches a production database
# description: >-
#   Performance Insights keeps a week of what the database spent its time on, for nothing. Without it, a slow
#   query is a guess once it is over. A replica has its own load and its own insights.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
# custom:
#   id: FC_RDS_009
#   severity: medium
#   category: monitoring
#   types: [AWS::RDS::DBInstance]
#   attributes: [EnablePerformanceInsights]
#   when: {environment: production}
#   failures: [F-000-05.5, F-000-10.1, F-002-04a, F-002-05]
#   remediation:
#     cloudformation: |
#       EnablePerformanceInsights: true
#     terraform: |
#       performance_insights_enabled = true
package stackgrade.rules.rds.performance_insights

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in resources.of("AWS::RDS::DBInstance")
	not _unsupported(resource)
	not _watched_by_cluster(resource)
}

fail contains findings.at(resource, "EnablePerformanceInsights", "Performance Insights is off") if {
	some resource in subject
	not resource.properties.EnablePerformanceInsights
}

# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
_unsupported(resource) if {
	databases.family(resource.properties.Engine) == "mysql"
	regex.match(`^db\.t[234]g?\.(micro|small)$`, resource.properties.DBInstanceClass)
}

_unsupported(resource) if startswith(resource.properties.DBInstanceClass, "db.t2.")

_watched_by_cluster(resource) if {
	some cluster in resources.of("AWS::RDS::DBCluster")
	cluster.properties.PerformanceInsightsEnabled == true
	resource in databases.members(cluster)
}
