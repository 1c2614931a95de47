package stackgrade.rules.rds.deletion_protection_off_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.deletion_protection_off

test_fails_when_wrong if {
	testing.statuses(deletion_protection_off) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": true}}},
		{"profile": testing.disposable},
	)
}

test_passes_when_right if {
	testing.statuses(deletion_protection_off) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": false}}},
		{"profile": testing.disposable},
	)
}

test_unknown_when_open if {
	testing.statuses(deletion_protection_off) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"DeletionProtection": testing.unknown("parameter X has no default"),
				},
			},
		},
		{"profile": testing.disposable},
	)
}

test_says_what_absence_means if {
	testing.statuses(deletion_protection_off) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{"profile": testing.disposable},
	)
}
