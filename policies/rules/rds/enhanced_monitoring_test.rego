package stackgrade.rules.rds.enhanced_monitoring_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.enhanced_monitoring

test_fails_when_off if {
	testing.statuses(enhanced_monitoring) == {"Off": "fail", "Absent": "fail"} with input as testing.stack(
		{
			"Off": {"type": "AWS::RDS::DBInstance", "properties": {"MonitoringInterval": 0}},
			"Absent": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "shop"}},
		},
		{},
	)
}

test_passes_with_an_interval if {
	testing.statuses(enhanced_monitoring) == {"Db": "pass"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"MonitoringInterval": 60},
		}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(enhanced_monitoring) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"MonitoringInterval": testing.unknown("parameter Interval has no default")},
		}},
		{},
	)
}

test_leaves_out_members_of_a_cluster_that_has_it if {
	testing.statuses(enhanced_monitoring) == {} with input as testing.stack(
		{
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"MonitoringInterval": 30}},
			"Member": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBClusterIdentifier": testing.ref("Cluster", "Ref")},
			},
		},
		{},
	)
}

test_leaves_out_rds_custom if {
	testing.statuses(enhanced_monitoring) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "custom-sqlserver-se"}}},
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(enhanced_monitoring) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{"profile": testing.disposable},
	)
}
