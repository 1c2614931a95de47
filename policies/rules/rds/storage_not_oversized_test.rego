package stackgrade.rules.rds.storage_not_oversized_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.storage_not_oversized

test_fails_when_more_than_needed if {
	testing.statuses(storage_not_oversized) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"StorageType": "io1"}}},
		{
			"profile": object.union(
				testing.production,
				{"availability": "single-az", "cost_conscious": true},
			),
		},
	)
}

test_passes_when_modest if {
	testing.statuses(storage_not_oversized) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"StorageType": "gp3"}}},
		{
			"profile": object.union(
				testing.production,
				{"availability": "single-az", "cost_conscious": true},
			),
		},
	)
}

test_unknown_when_open if {
	testing.statuses(storage_not_oversized) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"StorageType": testing.unknown("parameter X has no default")},
			},
		},
		{
			"profile": object.union(
				testing.production,
				{"availability": "single-az", "cost_conscious": true},
			),
		},
	)
}

test_applies_where_cost_matters_only if {
	testing.statuses(storage_not_oversized) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"StorageType": "io1"}}},
		{},
	)
}
