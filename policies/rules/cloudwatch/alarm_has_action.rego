# METADATA
# title: An alarm tells somebody
# description: >-
#   An alarm without an action changes its colour in a console that nobody looks at, and an alarm whose actions are
#   switched off does no more than that.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-alarm.html
# custom:
#   id: FC_CLOUDWATCH_002
#   severity: medium
#   category: monitoring
#   types: [AWS::CloudWatch::Alarm, AWS::CloudWatch::CompositeAlarm]
#   attributes: [ActionsEnabled]
#   presence: [AlarmActions]
#   when: {environment: production}
#   failures: [F-000-05.4]
#   also:
#     - CLOUDWATCH_ALARM_ACTION_CHECK
#     - HIPAA.Security-CloudWatchAlarmAction
#     - NIST.800.53.R4-CloudWatchAlarmAction
#     - NIST.800.53.R5-CloudWatchAlarmAction
#   remediation:
#     cloudformation: |
#       AlarmActions: [!Ref AlarmTopic]
#     terraform: |
#       alarm_actions = [aws_sns_topic.alarms.arn]
package stackgrade.rules.cloudwatch.alarm_has_action

import data.stackgrade.lib.alarms
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[alarm.address] := alarm if {
	some alarm in resources.of_any(alarms.types)
	not _has_consumer(alarm)
}

fail contains findings.proven_at(alarm, "AlarmActions", "the alarm has no `AlarmActions`") if {
	some alarm in subject
	not _has_actions(alarm)
}

fail contains findings.proven_at(alarm, "ActionsEnabled", "the alarm's actions are switched off") if {
	some alarm in subject
	_has_actions(alarm)
	alarm.properties.ActionsEnabled == false
}

_has_actions(alarm) if not resources.get(alarm, ["AlarmActions"], []) in {[], null}

# Something else acts on the alarm's state: it refers to the alarm, or names it.
_has_consumer(alarm) if {
	some edge in resources.edges_to(alarm.address)
	resources.at(edge.source).type in _consumers
}

_has_consumer(alarm) if {
	some composite in resources.of("AWS::CloudWatch::CompositeAlarm")
	contains(composite.properties.AlarmRule, alarm.properties.AlarmName)
}

_has_consumer(alarm) if {
	some consumer in resources.of_any(_consumers)
	consumer.address != alarm.address
	some [_, alarm.properties.AlarmName] in texts.of[consumer.address]
}

# A rule for all alarms names none.
_has_consumer(_) if {
	some rule in resources.of("AWS::Events::Rule")
	pattern := rule.properties.EventPattern
	"CloudWatch Alarm State Change" in pattern["detail-type"]
	not pattern.resources
	not pattern.detail.alarmName
}

_consumers := {
	"AWS::AppConfig::Environment",
	"AWS::AutoScaling::AutoScalingGroup",
	"AWS::CloudWatch::CompositeAlarm",
	"AWS::CodeDeploy::DeploymentGroup",
	"AWS::ECS::Service",
	"AWS::Events::Rule",
	"AWS::FIS::ExperimentTemplate",
	"AWS::Route53::HealthCheck",
	"AWS::SSM::MaintenanceWindowTask",
	"AWS::SageMaker::Endpoint",
}
