package stackgrade.rules.rds.windows_are_set_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.windows_are_set

test_fails_for_each_window_that_is_missing if {
	found := testing.verdicts(windows_are_set) with input as testing.stack(
		{
			"One": {"type": "AWS::RDS::DBInstance", "properties": {"PreferredBackupWindow": "02:00-03:00"}},
			"None": {"type": "AWS::RDS::DBCluster", "properties": {}},
		},
		{},
	)
	{[verdict.address, verdict.status, verdict.attribute] | some verdict in found} == {
		["One", "fail", "PreferredMaintenanceWindow"],
		["None", "fail", "PreferredBackupWindow"],
		["None", "fail", "PreferredMaintenanceWindow"],
	}
}

test_passes_when_both_are_there_whatever_they_are if {
	testing.statuses(windows_are_set) == {"Db": "pass"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {
				"PreferredBackupWindow": testing.unknown("parameter Window has no default"),
				"PreferredMaintenanceWindow": "sun:03:30-sun:04:30",
			},
		}},
		{},
	)
}

test_leaves_out_members_and_replicas if {
	testing.statuses(windows_are_set) == {} with input as testing.stack(
		{
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "shop"}},
			"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "main"}},
		},
		{},
	)
}

test_leaves_out_databases_for_a_test if {
	testing.statuses(windows_are_set) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{"profile": testing.disposable},
	)
}
