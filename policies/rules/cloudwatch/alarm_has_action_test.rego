package stackgrade.rules.cloudwatch.alarm_has_action_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.alarm_has_action

test_fails_without_an_action if {
	testing.statuses(alarm_has_action) == {"Absent": "fail", "Empty": "fail", "All": "fail"} with input as testing.stack(
		{
			"Absent": {"type": "AWS::CloudWatch::Alarm", "properties": {"OKActions": [testing.ref("Topic", "Ref")]}},
			"Empty": {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmActions": []}},
			"All": {"type": "AWS::CloudWatch::CompositeAlarm", "properties": {"AlarmRule": "ALARM(elsewhere)"}},
		},
		{},
	)
}

test_leaves_out_alarms_that_a_rule_hears_of if {
	every detail, statuses in {"state": {}, "alarmName": {"Cpu": "fail"}} {
		testing.statuses(alarm_has_action) == statuses with input as testing.stack(
			{
				"Cpu": {"type": "AWS::CloudWatch::Alarm"},
				"Rule": {"type": "AWS::Events::Rule", "properties": {"EventPattern": {
					"detail-type": ["CloudWatch Alarm State Change"],
					"detail": {detail: ["other"]},
				}}},
			},
			{},
		)
	}
}

test_fails_when_switched_off if {
	testing.statuses(alarm_has_action) == {"Cpu": "fail"} with input as testing.stack(
		{"Cpu": {
			"type": "AWS::CloudWatch::Alarm",
			"properties": {"AlarmActions": [testing.ref("Topic", "Ref")], "ActionsEnabled": false},
		}},
		{},
	)
}

test_has_one_finding_when_both_are_wrong if {
	verdicts := testing.verdicts(alarm_has_action) with input as testing.stack(
		{"Cpu": {"type": "AWS::CloudWatch::Alarm", "properties": {"ActionsEnabled": false}}},
		{},
	)
	{verdict.attribute | some verdict in verdicts} == {"AlarmActions"}
}

test_passes_with_an_action if {
	testing.statuses(alarm_has_action) == {"Topic": "pass", "Open": "pass"} with input as testing.stack(
		{
			"Topic": {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmActions": [testing.ref("Alarms", "Ref")]}},
			"Open": {
				"type": "AWS::CloudWatch::Alarm",
				"properties": {"AlarmActions": [testing.unknown("parameter Topic has no default")]},
			},
		},
		{},
	)
}

test_unknown_when_it_is_open_whether_actions_are_on if {
	testing.statuses(alarm_has_action) == {"Cpu": "unknown", "None": "fail"} with input as testing.stack(
		{
			"Cpu": {"type": "AWS::CloudWatch::Alarm", "properties": {
				"AlarmActions": [testing.ref("Topic", "Ref")],
				"ActionsEnabled": testing.unknown("parameter Notify has no default"),
			}},
			"None": {
				"type": "AWS::CloudWatch::Alarm",
				"properties": {"ActionsEnabled": testing.unknown("parameter Notify has no default")},
			},
		},
		{},
	)
}

test_leaves_out_what_something_else_acts_on if {
	testing.statuses(alarm_has_action) == {"All": "pass"} with input as testing.stack(
		{
			"Referred": {"type": "AWS::CloudWatch::Alarm", "properties": {}},
			"Named": {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmName": "slow"}},
			"Listed": {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmName": "errors-${AWS::StackName}"}},
			"All": {"type": "AWS::CloudWatch::CompositeAlarm", "properties": {
				"AlarmName": "all",
				"AlarmRule": "ALARM(\"slow\") AND ALARM(\"${Referred}\")",
				"AlarmActions": [testing.ref("Topic", "Ref")],
			}},
			"Deployment": {
				"type": "AWS::CodeDeploy::DeploymentGroup",
				"properties": {"AlarmConfiguration": {"Alarms": [{"Name": "errors-${AWS::StackName}"}]}},
			},
		},
		{"edges": [{
			"source": "All",
			"attribute": "AlarmRule",
			"target": "Referred",
			"target_attribute": "Ref",
		}]},
	)
}

test_a_dashboard_does_not_act if {
	testing.statuses(alarm_has_action) == {"Cpu": "fail"} with input as testing.stack(
		{
			"Cpu": {"type": "AWS::CloudWatch::Alarm", "properties": {}},
			"Board": {
				"type": "AWS::CloudWatch::Dashboard",
				"properties": {"DashboardBody": testing.ref("Cpu", "Arn")},
			},
		},
		{},
	)
}

test_does_not_apply_to_a_test_environment if {
	testing.statuses(alarm_has_action) == {} with input as testing.stack(
		{"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {"MetricName": "Errors"}}},
		{"profile": testing.disposable},
	)
}
