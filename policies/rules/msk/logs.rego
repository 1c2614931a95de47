# METADATA
# title: Brokers of Kafka in production write logs
# description: >-
#   Why a client was refused, a partition moved or a broker fell behind is told by the logs of the brokers, which
#   MSK keeps nowhere unless it is told where: in CloudWatch, S3 or a delivery stream.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html
# custom:
#   id: FC_MSK_004
#   severity: medium
#   category: logging
#   types: [AWS::MSK::Cluster]
#   attributes:
#     - LoggingInfo.BrokerLogs.CloudWatchLogs.Enabled
#     - LoggingInfo.BrokerLogs.Firehose.Enabled
#     - LoggingInfo.BrokerLogs.S3.Enabled
#   when: {environment: production}
#   also: [CKV_AWS_80]
#   failures: [F-001-13]
#   remediation:
#     cloudformation: |
#       LoggingInfo:
#         BrokerLogs:
#           CloudWatchLogs:
#             Enabled: true
#             LogGroup: !Ref BrokerLogs
#     terraform: |
#       logging_info {
#         broker_logs {
#           cloudwatch_logs {
#             enabled   = true
#             log_group = aws_cloudwatch_log_group.brokers.name
#           }
#         }
#       }
package stackgrade.rules.msk.logs

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(cluster, "LoggingInfo.BrokerLogs", "the brokers write no logs") if {
	some cluster in resources.own("AWS::MSK::Cluster")
	logs := object.get(cluster.properties, ["LoggingInfo", "BrokerLogs"], {})
	every place in ["CloudWatchLogs", "Firehose", "S3"] {
		object.get(logs, [place, "Enabled"], false) == false
	}
}
