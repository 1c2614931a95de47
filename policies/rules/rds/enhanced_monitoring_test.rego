package stackgrade.rules.rds.enhanced_monitoring_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.enhanced_monitoring

test_fails_when_wrong if {
	testing.statuses(enhanced_monitoring) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MonitoringInterval": 0}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(enhanced_monitoring) == {"Db": "pass"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"MonitoringInterval": 60, "MonitoringRoleArn": testing.ref("Role", "Arn")},
		}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(enhanced_monitoring) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MonitoringInterval": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(enhanced_monitoring) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}
