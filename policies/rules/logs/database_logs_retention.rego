# METADATA
# title: Exported database logs are kept for a stated time
# description: >-
#   RDS makes the log group that it exports to, without a retention, unless the stack has made it before: then it keeps
#   everything for ever.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
# custom:
#   id: FC_LOGS_003
#   severity: low
#   category: logging
#   types: [AWS::RDS::DBCluster, AWS::RDS::DBInstance]
#   attributes: ["EnableCloudwatchLogsExports[]"]
#   companions: [AWS::Logs::LogGroup.LogGroupName]
#   when: {environment: production}
#   failures: [F-001-08.4]
#   remediation:
#     cloudformation: |
#       Db:
#         Type: AWS::RDS::DBCluster
#         DependsOn: Logs # else RDS makes the group first
#         Properties:
#           DBClusterIdentifier: !Sub shop-${EnvironmentSuffix}
#       Logs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           LogGroupName: !Sub /aws/rds/cluster/shop-${EnvironmentSuffix}/postgresql
#           RetentionInDays: 30
#     AWS::RDS::DBInstance: |
#       Db:
#         Type: AWS::RDS::DBInstance
#         DependsOn: Logs # else RDS makes the group first
#         Properties:
#           DBInstanceIdentifier: !Sub shop-${EnvironmentSuffix}
#       Logs: # one for each log that is exported
#         Type: AWS::Logs::LogGroup
#         Properties:
#           LogGroupName: !Sub /aws/rds/instance/shop-${EnvironmentSuffix}/postgresql
#           RetentionInDays: 30
#     terraform: |
#       resource "aws_cloudwatch_log_group" "postgresql" {
#         name              = "/aws/rds/cluster/${local.identifier}/postgresql"
#         retention_in_days = 30
#       }
#
#       resource "aws_rds_cluster" "db" {
#         cluster_identifier = local.identifier
#         depends_on         = [aws_cloudwatch_log_group.postgresql] # else RDS makes the group first
#       }
#     aws_db_instance: |
#       resource "aws_cloudwatch_log_group" "postgresql" { # one for each log that is exported
#         name              = "/aws/rds/instance/${local.identifier}/postgresql"
#         retention_in_days = 30
#       }
#
#       resource "aws_db_instance" "db" {
#         identifier = local.identifier
#         depends_on = [aws_cloudwatch_log_group.postgresql] # else RDS makes the group first
#       }
package stackgrade.rules.logs.database_logs_retention

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::RDS::DBCluster")
	count(_exported(resource)) > 0
}

subject[resource.address] := resource if {
	some resource in databases.standalone
	count(_exported(resource)) > 0
}

fail contains findings.missing(resource, message) if {
	some resource in subject
	kept := {log |
		some log in _exported(resource)
		not _has_group(resource, log)
	}
	count(kept) > 0
	message := concat(" ", ["no log group of the stack limits how long these are kept:", concat(", ", sort(kept))])
}

_exported(resource) := {log |
	some log in resources.as_list(resources.get(resource, ["EnableCloudwatchLogsExports"], []))
	is_string(log)
}

_has_group(resource, log) if {
	some identifier in log_groups.spellings(resource, _identifiers[resource.type])
	lower(concat("/", ["/aws/rds", _places[resource.type], identifier, log])) in log_groups.names
}

_places := {"AWS::RDS::DBCluster": "cluster", "AWS::RDS::DBInstance": "instance"}

_identifiers := {"AWS::RDS::DBCluster": "DBClusterIdentifier", "AWS::RDS::DBInstance": "DBInstanceIdentifier"}
