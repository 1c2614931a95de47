# METADATA
# title: A database exports its logs to CloudWatch
# description: >-
#   Logs on the database instance are rotated away after days and go with the instance. In CloudWatch they can
#   be searched, alarmed on and kept as an audit trail.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
# custom:
#   id: FC_RDS_011
#   severity: medium
#   category: logging
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes:
#     - EnableCloudwatchLogsExports[]
#     - Engine
#   presence: [DBClusterIdentifier]
#   failures: [F-000-05.7, F-001-08.3, F-001-13.4, F-002-04d]
#   remediation:
#     cloudformation: |
#       EnableCloudwatchLogsExports: [postgresql, upgrade]
#     terraform: |
#       enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
package stackgrade.rules.rds.log_exports

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in (databases.standalone | resources.of("AWS::RDS::DBCluster"))
	_wanted(resource)
}

fail contains findings.at(resource, "EnableCloudwatchLogsExports", "no logs are exported to CloudWatch") if {
	some resource in subject
	object.get(resource.properties, "EnableCloudwatchLogsExports", []) == []
}

fail contains findings.at(resource, "EnableCloudwatchLogsExports", message) if {
	some resource in subject
	exported := resource.properties.EnableCloudwatchLogsExports
	count(exported) > 0
	missing := _wanted(resource) - {log | some log in exported}
	count(missing) > 0
	message := concat("", ["not exported: ", concat(", ", sort(missing))])
}

# The logs that a reader of an incident needs, by engine. Aurora PostgreSQL has no upgrade log.
_wanted(resource) := {"postgresql"} if startswith(resource.properties.Engine, "aurora-postgresql")

_wanted(resource) := {"postgresql", "upgrade"} if resource.properties.Engine == "postgres"

_wanted(resource) := {"error", "slowquery"} if databases.family(resource.properties.Engine) == "mysql"
