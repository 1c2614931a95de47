package stackgrade.rules.rds.deletion_protection_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.deletion_protection

test_fails_when_wrong if {
	testing.statuses(deletion_protection) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": false}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(deletion_protection) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": true}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(deletion_protection) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"DeletionProtection": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(deletion_protection) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}

test_does_not_apply_to_a_stack_that_is_torn_down if {
	testing.statuses(deletion_protection) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{"profile": testing.disposable},
	)
}
