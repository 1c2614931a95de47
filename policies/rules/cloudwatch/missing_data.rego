# METADATA
# title: An alarm on errors says what missing data means
# description: >-
#   A metric of errors has data only while something is called or fails. An alarm that says nothing of it stands at
#   "insufficient data" in quiet hours, which nobody can tell from a broken alarm, and leaves that state for every error
#   anew. AWS's advice for such metrics is `notBreaching`.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
# custom:
#   id: FC_CLOUDWATCH_004
#   severity: low
#   category: monitoring
#   types: [AWS::CloudWatch::Alarm]
#   attributes: [MetricName]
#   presence: [TreatMissingData]
#   failures: [E-alarm_treat_missing_data]
#   remediation:
#     cloudformation: |
#       TreatMissingData: notBreaching # breaching where silence itself is the failure
#     terraform: |
#       treat_missing_data = "notBreaching" # breaching where silence itself is the failure
package stackgrade.rules.cloudwatch.missing_data

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# What is measured all the time has data. Alarms on expressions have a metric name in each of their queries, or none.
subject[alarm.address] := alarm if {
	some alarm in resources.own("AWS::CloudWatch::Alarm")
	_counts_errors(alarm.properties.MetricName)
}

subject[alarm.address] := alarm if {
	some alarm in resources.own("AWS::CloudWatch::Alarm")
	values.is_unknown(alarm.properties.MetricName)
}

fail contains findings.at(alarm, "TreatMissingData", "the alarm has no `TreatMissingData`") if {
	some alarm in subject
	not resources.has(alarm, ["TreatMissingData"])
}

_counts_errors(name) if {
	regex.match(`(?i)(error|exception|fail|fault|throttle|reject|denied|[45]xx)`, name)
	not startswith(name, "StatusCheckFailed") # of instances, every minute
}

# What a filter finds in logs, unless it says what it counts when it finds nothing.
_counts_errors(name) if {
	some filter in resources.of("AWS::Logs::MetricFilter")
	some transformation in filter.properties.MetricTransformations
	transformation.MetricName == name
	not transformation.DefaultValue == 0
}
