package stackgrade.rules.rds.log_exports_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.log_exports

test_fails_without if {
	testing.statuses(log_exports) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "postgres"}}},
		{},
	)
}

test_fails_when_incomplete if {
	testing.statuses(log_exports) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"Engine": "postgres",
					"EnableCloudwatchLogsExports": ["postgresql"],
				},
			},
		},
		{},
	)
}

test_passes_when_complete if {
	testing.statuses(log_exports) == {"Db": "pass", "Cluster": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"Engine": "mysql",
					"EnableCloudwatchLogsExports": [
						"error",
						"general",
						"slowquery",
					],
				},
			},
			"Cluster": {
				"type": "AWS::RDS::DBCluster",
				"properties": {
					"Engine": "aurora-postgresql",
					"EnableCloudwatchLogsExports": ["postgresql"],
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(log_exports) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"Engine": "mysql",
					"EnableCloudwatchLogsExports": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_leaves_out_other_engines_and_members if {
	testing.statuses(log_exports) == {} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "oracle-se2"}},
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "aurora-mysql"}},
		},
		{},
	)
}
