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
#   attributes: ["EnableCloudwatchLogsExports[]", Engine]
#   presence: [DBClusterIdentifier]
#   failures: [F-000-05.7, F-001-08.3, F-001-13.4, F-002-04d]
#   also:
#     - CKV_AWS_129
#     - CKV_AWS_324
#     - HIPAA.Security-RDSLoggingEnabled
#     - NIST.800.53.R4-RDSLoggingEnabled
#     - NIST.800.53.R5-RDSLoggingEnabled
#     - PCI.DSS.321-RDSLoggingEnabled
#     - RDS_INSTANCE_LOGGING_ENABLED
#   remediation:
#     cloudformation: |
#       EnableCloudwatchLogsExports: [agent, error] # of SQL Server; of Oracle [alert, audit, listener, trace]
#     cloudformation/aurora-postgresql: |
#       EnableCloudwatchLogsExports: [postgresql]
#     cloudformation/mysql: |
#       EnableCloudwatchLogsExports: [audit, error, slowquery]
#     cloudformation/postgres: |
#       EnableCloudwatchLogsExports: [postgresql, upgrade]
#     terraform: |
#       enabled_cloudwatch_logs_exports = ["agent", "error"] # of SQL Server; of Oracle alert, audit, listener, trace
#     terraform/aurora-postgresql: |
#       enabled_cloudwatch_logs_exports = ["postgresql"]
#     terraform/mysql: |
#       enabled_cloudwatch_logs_exports = ["audit", "error", "slowquery"]
#     terraform/postgres: |
#       enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
package stackgrade.rules.rds.log_exports

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in databases.independent
	not databases.is_custom(resource)
	not databases.is_serverless_v1(resource)
}

# Every engine has logs, so that an open engine does not matter.
fail contains findings.of_case(finding, _case(resource)) if {
	some resource in subject
	count(_exported(resource)) == 0
	finding := findings.proven_at(resource, _attribute, "no logs are exported to CloudWatch")
}

fail contains findings.of_case(finding, _case(resource)) if {
	some resource in subject
	exported := _exported(resource)
	count(exported) > 0
	missing := {concat(" or ", sort(logs)) |
		some logs in _wanted(resource.properties.Engine)
		count(logs & exported) == 0
	}
	count(missing) > 0
	finding := findings.at(resource, _attribute, concat("", ["not exported: ", concat(", ", sort(missing))]))
}

# Of the database itself, whose engine may be open or missing.
default _case(_) := "engine"

_case(database) := "aurora-postgresql" if startswith(lower(database.properties.Engine), "aurora-postgres")

_case(database) := family if {
	family := databases.family(database.properties.Engine)
	not startswith(lower(database.properties.Engine), "aurora-postgres")
}

_attribute := "EnableCloudwatchLogsExports"

_exported(resource) := {log | some log in resources.as_list(resources.get(resource, [_attribute], []))}

# What a reader of an incident needs; of several logs in one place, any one will do.
_wanted("postgres") := {{"postgresql"}, {"upgrade"}}

_wanted(engine) := {{"postgresql"}} if startswith(engine, "aurora-postgresql")

_wanted(engine) := {{"audit", "general"}, {"error"}, {"slowquery"}} if databases.family(engine) == "mysql"
