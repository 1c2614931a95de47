package stackgrade.rules.rds.monitoring_has_a_role_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.monitoring_has_a_role

test_fails_without_a_role if {
	testing.statuses(monitoring_has_a_role) == {"Db": "fail", "Cluster": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MonitoringInterval": 60}},
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"MonitoringInterval": 30}},
		},
		{},
	)
}

test_passes_with_one if {
	testing.statuses(monitoring_has_a_role) == {"Db": "pass"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"MonitoringInterval": 60, "MonitoringRoleArn": testing.ref("Role", "Arn")},
		}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(monitoring_has_a_role) == {"Interval": "unknown", "Role": "unknown"} with input as testing.stack(
		{
			"Interval": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MonitoringInterval": testing.unknown("parameter Interval has no default")},
			},
			"Role": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MonitoringInterval": testing.unknown("parameter Interval has no default"),
					"MonitoringRoleArn": testing.ref("Role", "Arn"),
				},
			},
		},
		{},
	)
}

test_leaves_out_what_is_not_monitored if {
	testing.statuses(monitoring_has_a_role) == {} with input as testing.stack(
		{
			"Off": {"type": "AWS::RDS::DBInstance", "properties": {"MonitoringInterval": 0}},
			"Absent": {"type": "AWS::RDS::DBInstance", "properties": {}},
		},
		{},
	)
}
