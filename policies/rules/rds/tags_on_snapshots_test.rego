package stackgrade.rules.rds.tags_on_snapshots_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.tags_on_snapshots

test_fails_when_wrong if {
	testing.statuses(tags_on_snapshots) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"CopyTagsToSnapshot": false}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(tags_on_snapshots) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"CopyTagsToSnapshot": true}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(tags_on_snapshots) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"CopyTagsToSnapshot": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(tags_on_snapshots) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}
