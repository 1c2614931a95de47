package stackgrade.rules.rds.one_zone_is_enough_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.one_zone_is_enough

test_fails_when_more_than_needed if {
	testing.statuses(one_zone_is_enough) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": true}}},
		{
			"profile": object.union(
				testing.production,
				{"availability": "single-az", "cost_conscious": true},
			),
		},
	)
}

test_passes_when_modest if {
	testing.statuses(one_zone_is_enough) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": false}}},
		{
			"profile": object.union(
				testing.production,
				{"availability": "single-az", "cost_conscious": true},
			),
		},
	)
}

test_unknown_when_open if {
	testing.statuses(one_zone_is_enough) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MultiAZ": testing.unknown("parameter X has no default")},
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
	testing.statuses(one_zone_is_enough) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": true}}},
		{},
	)
}
