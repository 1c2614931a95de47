package stackgrade.rules.rds.query_statistics_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.query_statistics

test_fails_without_the_library if {
	testing.statuses(query_statistics) == {"Settings": "fail"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres14",
					"Parameters": {"shared_preload_libraries": "pgaudit"},
				},
			},
		},
		{},
	)
}

test_passes_with_it if {
	testing.statuses(query_statistics) == {"Settings": "pass"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres14",
					"Parameters": {
						"shared_preload_libraries": "pgaudit,pg_stat_statements",
					},
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(query_statistics) == {"Settings": "unknown"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres14",
					"Parameters": {
						"shared_preload_libraries": testing.unknown("parameter X has no default"),
					},
				},
			},
		},
		{},
	)
}

test_leaves_out_groups_that_do_not_say if {
	testing.statuses(query_statistics) == {} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {"Family": "postgres14", "Parameters": {}},
			},
		},
		{},
	)
}
