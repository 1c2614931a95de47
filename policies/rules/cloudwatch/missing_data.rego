# METADATA
# title: An alarm says what missing data means
# description: >-
#   A resource that died sends no data. Unless the alarm says that this is bad, it stays at "insufficient data" and
#   is silent; for metrics that appear only with errors the opposite is right. Only the author knows which.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
# custom:
#   id: FC_CLOUDWATCH_004
#   severity: low
#   category: monitoring
#   types: [AWS::CloudWatch::Alarm]
#   presence: [TreatMissingData]
#   failures: [E-alarm_treat_missing_data]
#   remediation:
#     cloudformation: |
#       TreatMissingData: breaching # notBreaching for counts of errors
#     terraform: |
#       treat_missing_data = "breaching" # notBreaching for counts of errors
package stackgrade.rules.cloudwatch.missing_data

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(alarm, "TreatMissingData", "the alarm has no `TreatMissingData`") if {
	some alarm in resources.of_any(metadata.custom.types)
	not resources.has(alarm, ["TreatMissingData"])
}
