# METADATA
# title: Logs are kept for a stated time
# description: >-
#   A log group without a retention keeps everything for ever: the bill grows each month, and personal data
#   stays longer than anyone is allowed to keep it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
# custom:
#   id: FC_LOGS_001
#   severity: medium
#   category: logging
#   types: [AWS::Logs::LogGroup]
#   attributes: [RetentionInDays]
#   failures: [F-001-13.2]
#   also:
#     - CKV_AWS_66
#     - CW_LOGGROUP_RETENTION_PERIOD_CHECK
#     - HIPAA.Security-CloudWatchLogGroupRetentionPeriod
#     - NIST.800.53.R4-CloudWatchLogGroupRetentionPeriod
#     - NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod
#     - PCI.DSS.321-CloudWatchLogGroupRetentionPeriod
#     - Serverless-CloudWatchLogGroupRetentionPeriod
#     - W86
#   remediation:
#     cloudformation: |
#       RetentionInDays: 30
#     terraform: |
#       retention_in_days = 30
package stackgrade.rules.logs.retention

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What is there to be delivered elsewhere goes after two days, whatever is said.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::Logs::LogGroup")
	not resource.properties.LogGroupClass == "DELIVERY"
}

fail contains findings.at(resource, "RetentionInDays", "logs are kept for ever") if {
	some resource in subject
	object.get(resource.properties, "RetentionInDays", 0) == 0
}
