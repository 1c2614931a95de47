# METADATA
# title: An alarm made of others waits for them
# description: >-
#   A composite alarm names other alarms in its rule, and is refused while one of them does not exist. Names that are
#   written out make no order.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_composite_alarm
# custom:
#   id: FC_CLOUDWATCH_051
#   severity: high
#   category: operations
#   types: [AWS::CloudWatch::CompositeAlarm]
#   attributes: [AlarmRule]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       AlarmRule: !Sub ALARM("${Errors}") OR ALARM("${Latency}")
#     terraform: |
#       alarm_rule = "ALARM(${aws_cloudwatch_metric_alarm.errors.alarm_name})"
package stackgrade.rules.cloudwatch.members_come_first

import data.stackgrade.lib.alarms
import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(alarm, "AlarmRule", message) if {
	some alarm in resources.own("AWS::CloudWatch::CompositeAlarm")
	some [_, name] in regex.find_all_string_submatch_n(`\(\s*"?([^")]+)"?\s*\)`, alarm.properties.AlarmRule, -1)
	some member in resources.own_any(alarms.types)
	member.properties.AlarmName == trim_space(name)
	not order.waits_for(alarm, {member.address})
	message := concat("", ["nothing makes it wait for the alarm ", name])
}
