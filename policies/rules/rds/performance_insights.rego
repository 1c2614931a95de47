# METADATA
# title: Performance Insights watches a production database
# description: >-
#   Performance Insights keeps a week of what the database spent its time on, for nothing. Without it, a slow
#   query is a guess once it is over. A replica has its own load and its own insights.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.Overview.Engines.html
# custom:
#   id: FC_RDS_009
#   severity: medium
#   category: monitoring
#   types: [AWS::RDS::DBInstance]
#   attributes: [EnablePerformanceInsights]
#   presence: [DBClusterIdentifier]
#   when: {environment: production}
#   failures: [F-000-05.5, F-000-10.1, F-002-04a, F-002-05]
#   also: [CKV_AWS_353]
#   remediation:
#     cloudformation: |
#       EnablePerformanceInsights: true
#     terraform: |
#       performance_insights_enabled = true
package stackgrade.rules.rds.performance_insights

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::RDS::DBInstance")
	not _may_lack_it(resource)
	not _watched_by_cluster(resource)
}

fail contains findings.at(resource, "EnablePerformanceInsights", "Performance Insights is off") if {
	some resource in subject
	not resource.properties.EnablePerformanceInsights
}

# Engines and classes that do not offer it, or of which the template does not tell.
_may_lack_it(resource) if databases.is_custom(resource)

_may_lack_it(resource) if databases.family(resource.properties.Engine) == "db2"

_may_lack_it(resource) if startswith(resource.properties.DBInstanceClass, "db.t2.")

_may_lack_it(resource) if {
	databases.family(resource.properties.Engine) == "mysql"
	_is_small(resource.properties.DBInstanceClass)
}

_may_lack_it(resource) if {
	resource.properties.Engine in {"aurora", "aurora-mysql"}
	startswith(resource.properties.DBInstanceClass, "db.t3.")
}

_is_small(class) if values.is_unknown(class)

_is_small(class) if regex.match(`^db\.t(3|4g)\.(micro|small)$`, class)

_watched_by_cluster(resource) if {
	some cluster in resources.of("AWS::RDS::DBCluster")
	resource in databases.members(cluster)
	cluster.properties.PerformanceInsightsEnabled
}
