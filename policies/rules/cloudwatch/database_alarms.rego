# METADATA
# title: A production database is watched by alarms
# description: >-
#   A processor at its limit, connections that run out and a full disk announce themselves in a database's metrics.
#   Without alarms its users are the first to notice.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
# custom:
#   id: FC_CLOUDWATCH_001
#   severity: medium
#   category: monitoring
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier, ReplicationSourceIdentifier]
#   companions:
#     - AWS::CloudWatch::Alarm.Namespace
#     - AWS::CloudWatch::Alarm.MetricName
#     - AWS::CloudWatch::Alarm.Dimensions
#     - AWS::CloudWatch::Alarm.Metrics
#   when: {environment: production}
#   failures: [F-000-05.1, F-000-05.2, F-000-05.3]
#   remediation:
#     cloudformation: |
#       DatabaseCpuAlarm:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/RDS
#           MetricName: CPUUtilization # likewise DatabaseConnections, FreeStorageSpace
#           Dimensions:
#             - Name: DBInstanceIdentifier
#               Value: !Ref Database
#           Statistic: Average
#           Period: 300
#           EvaluationPeriods: 3
#           Threshold: 80
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: breaching
#           AlarmActions: [!Ref AlarmTopic]
#     AWS::RDS::DBCluster: |
#       DatabaseCpuAlarm:
#         Type: AWS::CloudWatch::Alarm
#         Properties:
#           Namespace: AWS/RDS
#           MetricName: CPUUtilization # likewise DatabaseConnections
#           Dimensions:
#             - Name: DBClusterIdentifier
#               Value: !Ref Database
#           Statistic: Average
#           Period: 300
#           EvaluationPeriods: 3
#           Threshold: 80
#           ComparisonOperator: GreaterThanThreshold
#           TreatMissingData: breaching
#           AlarmActions: [!Ref AlarmTopic]
#     terraform: |
#       resource "aws_cloudwatch_metric_alarm" "database_cpu" {
#         alarm_name          = "database-cpu"
#         namespace           = "AWS/RDS"
#         metric_name         = "CPUUtilization" # likewise DatabaseConnections, FreeStorageSpace
#         dimensions          = { DBInstanceIdentifier = aws_db_instance.database.identifier }
#         statistic           = "Average"
#         period              = 300
#         evaluation_periods  = 3
#         threshold           = 80
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "breaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
#     aws_rds_cluster: |
#       resource "aws_cloudwatch_metric_alarm" "database_cpu" {
#         alarm_name          = "database-cpu"
#         namespace           = "AWS/RDS"
#         metric_name         = "CPUUtilization" # likewise DatabaseConnections
#         dimensions          = { DBClusterIdentifier = aws_rds_cluster.database.cluster_identifier }
#         statistic           = "Average"
#         period              = 300
#         evaluation_periods  = 3
#         threshold           = 80
#         comparison_operator = "GreaterThanThreshold"
#         treat_missing_data  = "breaching"
#         alarm_actions       = [aws_sns_topic.alarms.arn]
#       }
package stackgrade.rules.cloudwatch.database_alarms

import data.stackgrade.lib.alarms
import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject := databases.sources

fail contains findings.missing(database, message) if {
	some database in subject
	watched := alarms.of_database(database)
	missing := {metrics[0] |
		some metrics in _wanted[database.type]
		count({metric | some metric in metrics} & watched) == 0
	}
	count(missing) > 0
	message := concat("", ["no alarm on ", concat(", ", sort(missing))])
}

# Of each list one metric is enough. The storage of a cluster grows by itself, and a serverless one has its capacity
# instead of a processor.
_wanted := {
	"AWS::RDS::DBInstance": [["CPUUtilization"], ["DatabaseConnections"], ["FreeStorageSpace"]],
	"AWS::RDS::DBCluster": [
		["CPUUtilization", "ACUUtilization", "ServerlessDatabaseCapacity"],
		["DatabaseConnections"],
	],
}
