# METADATA
# title: An alarm looks back no longer than CloudWatch does
# description: >-
#   All periods of an alarm together last a day at most, a week where each lasts an hour or more, and no more of them
#   have to be bad than are looked at. Anything else is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
# custom:
#   id: FC_CLOUDWATCH_052
#   severity: critical
#   category: monitoring
#   types: [AWS::CloudWatch::Alarm]
#   attributes: [DatapointsToAlarm, EvaluationPeriods, Period]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Period: 300
#       EvaluationPeriods: 3
#       DatapointsToAlarm: 2
#     terraform: |
#       period              = 300
#       evaluation_periods  = 3
#       datapoints_to_alarm = 2
package stackgrade.rules.cloudwatch.evaluation_is_possible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(alarm, "EvaluationPeriods", message) if {
	some alarm in resources.own("AWS::CloudWatch::Alarm")
	period := values.number(alarm.properties.Period)
	seconds := period * values.number(alarm.properties.EvaluationPeriods)
	seconds > _most(period)
	message := concat("", [
		"the alarm looks back ",
		format_int(seconds, 10),
		" seconds, and ",
		format_int(_most(period), 10),
		" are the most",
	])
}

fail contains findings.at(alarm, "DatapointsToAlarm", message) if {
	some alarm in resources.own("AWS::CloudWatch::Alarm")
	bad := values.number(alarm.properties.DatapointsToAlarm)
	looked_at := values.number(alarm.properties.EvaluationPeriods)
	bad > looked_at
	message := concat(" ", [format_int(bad, 10), "of", format_int(looked_at, 10), "periods can never be bad"])
}

_most(period) := 86400 if period < 3600

_most(period) := 604800 if period >= 3600
