package stackgrade.rules.rds.backups_are_on_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.backups_are_on

test_fails_when_switched_off if {
	testing.statuses(backups_are_on) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 0}}},
		{"profile": testing.disposable},
	)
}

test_passes_when_on if {
	testing.statuses(backups_are_on) == {"Short": "pass", "Absent": "pass"} with input as testing.stack(
		{
			"Short": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 1}},
			"Absent": {"type": "AWS::RDS::DBInstance", "properties": {}},
		},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(backups_are_on) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"BackupRetentionPeriod": testing.unknown("parameter Days has no default")},
		}},
		{},
	)
}

test_leaves_out_members_and_replicas if {
	testing.statuses(backups_are_on) == {} with input as testing.stack(
		{
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "aurora-mysql"}},
			"Replica": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"SourceDBInstanceIdentifier": "main", "BackupRetentionPeriod": 0},
			},
		},
		{},
	)
}
