package stackgrade.rules.rds.backups_are_on_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.backups_are_on

test_fails_when_wrong if {
	testing.statuses(backups_are_on) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 0}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(backups_are_on) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 7}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(backups_are_on) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"BackupRetentionPeriod": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(backups_are_on) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}
