package stackgrade.rules.rds.not_publicly_accessible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.not_publicly_accessible

test_fails_when_wrong if {
	testing.statuses(not_publicly_accessible) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"PubliclyAccessible": true}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(not_publicly_accessible) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"PubliclyAccessible": false}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(not_publicly_accessible) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"PubliclyAccessible": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(not_publicly_accessible) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}
