package stackgrade.rules.cloudwatch.missing_data_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.missing_data

test_fails_when_nothing_is_said if {
	testing.statuses(missing_data) == {"Cpu": "fail"} with input as testing.stack(
		{"Cpu": {"type": "AWS::CloudWatch::Alarm", "properties": {"MetricName": "CPUUtilization"}}},
		{},
	)
}

test_passes_whatever_is_chosen if {
	testing.statuses(missing_data) == {"Said": "pass", "Open": "pass"} with input as testing.stack(
		{
			"Said": {"type": "AWS::CloudWatch::Alarm", "properties": {"TreatMissingData": "missing"}},
			"Open": {
				"type": "AWS::CloudWatch::Alarm",
				"properties": {"TreatMissingData": testing.unknown("parameter Missing has no default")},
			},
		},
		{},
	)
}

test_leaves_out_alarms_without_data_of_their_own if {
	testing.statuses(missing_data) == {} with input as testing.stack(
		{"All": {"type": "AWS::CloudWatch::CompositeAlarm", "properties": {"AlarmRule": "ALARM(cpu)"}}},
		{},
	)
}
