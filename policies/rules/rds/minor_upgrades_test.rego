package stackgrade.rules.rds.minor_upgrades_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.minor_upgrades

test_fails_when_wrong if {
	testing.statuses(minor_upgrades) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"AutoMinorVersionUpgrade": false},
			},
		},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(minor_upgrades) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"AutoMinorVersionUpgrade": true},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(minor_upgrades) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"AutoMinorVersionUpgrade": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(minor_upgrades) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}
