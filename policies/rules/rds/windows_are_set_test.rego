package stackgrade.rules.rds.windows_are_set_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.windows_are_set

test_fails_when_one_is_missing if {
	testing.statuses(windows_are_set) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"PreferredBackupWindow": "02:00-03:00"},
			},
		},
		{},
	)
}

test_passes_when_both_are_there if {
	testing.statuses(windows_are_set) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"PreferredBackupWindow": testing.unknown("parameter X has no default"),
					"PreferredMaintenanceWindow": "sun:03:30-sun:04:30",
				},
			},
		},
		{},
	)
}

test_leaves_out_members if {
	testing.statuses(windows_are_set) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "c"}}},
		{},
	)
}
