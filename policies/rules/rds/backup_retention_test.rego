package stackgrade.rules.rds.backup_retention_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.backup_retention

test_fails_when_wrong if {
	testing.statuses(backup_retention) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 1}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(backup_retention) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 14}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(backup_retention) == {"Db": "unknown"} with input as testing.stack(
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
	testing.statuses(backup_retention) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}

test_leaves_zero_to_another_rule if {
	testing.statuses(backup_retention) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 0}}},
		{},
	)
}
