package stackgrade.rules.rds.ssl_enforced_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.ssl_enforced

test_fails_when_off_or_absent if {
	testing.statuses(ssl_enforced) == {"Settings": "fail"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {"Family": "postgres14", "Parameters": {}},
			},
		},
		{},
	)
}

test_fails_when_switched_off if {
	testing.statuses(ssl_enforced) == {"Settings": "fail"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres16",
					"Parameters": {"rds.force_ssl": "0"},
				},
			},
		},
		{},
	)
}

test_passes_when_on if {
	testing.statuses(ssl_enforced) == {"Settings": "pass"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "mysql8.0",
					"Parameters": {"require_secure_transport": "ON"},
				},
			},
		},
		{},
	)
}

test_passes_by_default_since_15 if {
	testing.statuses(ssl_enforced) == {"Settings": "pass"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {"Family": "postgres16", "Parameters": {}},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(ssl_enforced) == {"Settings": "unknown"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres14",
					"Parameters": {
						"rds.force_ssl": testing.unknown("parameter X has no default"),
					},
				},
			},
		},
		{},
	)
}

test_leaves_out_other_engines if {
	testing.statuses(ssl_enforced) == {} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {"Family": "oracle-se2-19", "Parameters": {}},
			},
		},
		{},
	)
}

_database(properties) := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": properties}},
	{},
)

_cluster(properties) := testing.stack({"Db": {"type": "AWS::RDS::DBCluster", "properties": properties}}, {})

test_fails_by_the_default_of_an_older_engine if {
	every properties in [
		{"Engine": "postgres", "EngineVersion": "14.17"},
		{"Engine": "postgres", "EngineVersion": 14.17},
		{"Engine": "postgres", "EngineVersion": "9.6"},
		{"Engine": "mysql", "EngineVersion": "8.0.40"},
		{"Engine": "mariadb", "EngineVersion": "10.11.9"},
		{"Engine": "postgres", "DBParameterGroupName": "default.postgres13"},
	] {
		testing.statuses(ssl_enforced) == {"Db": "fail"} with input as _database(properties)
	}
	every properties in [
		{"Engine": "aurora-postgresql", "EngineVersion": "16.4"},
		{"Engine": "aurora-mysql", "EngineVersion": "8.0.mysql_aurora.3.08.0"},
		{"Engine": "aurora-postgresql", "DBClusterParameterGroupName": "default.aurora-postgresql15"},
	] {
		testing.statuses(ssl_enforced) == {"Db": "fail"} with input as _cluster(properties)
	}
}

test_passes_by_the_default_of_a_newer_engine if {
	every properties in [
		{"Engine": "postgres", "EngineVersion": "15"},
		{"Engine": "postgres", "EngineVersion": "17.2"},
		{"Engine": "mariadb", "EngineVersion": "11.8.3"},
	] {
		testing.statuses(ssl_enforced) == {"Db": "pass"} with input as _database(properties)
	}
	testing.statuses(ssl_enforced) == {"Db": "pass"} with input as _cluster({
		"Engine": "aurora-postgresql",
		"EngineVersion": "17.4",
	})
}

test_groups_take_the_default_of_their_engine if {
	every case in [["mariadb11.8", "pass"], ["mariadb10.11", "fail"], ["aurora-postgresql17", "pass"]] {
		testing.statuses(ssl_enforced) == {"Settings": case[1]} with input as testing.stack(
			{"Settings": {
				"type": "AWS::RDS::DBClusterParameterGroup",
				"properties": {"Family": case[0], "Parameters": {}},
			}},
			{},
		)
	}
}

test_leaves_out_databases_of_which_nobody_can_say if {
	every properties in [
		{"Engine": "postgres"},
		{"Engine": "postgres", "EngineVersion": testing.unknown("parameter Version has no default")},
		{"Engine": "postgres", "EngineVersion": "14", "DBParameterGroupName": "settings"},
		{"Engine": "postgres", "EngineVersion": "14", "DBParameterGroupName": testing.ref("Settings", "Ref")},
		{"Engine": "postgres", "EngineVersion": "14", "SourceDBInstanceIdentifier": "primary"},
		{"Engine": "oracle-se2", "EngineVersion": "19"},
		{"Engine": "sqlserver-ex", "EngineVersion": "15.00"},
		{"Engine": "mariadb", "EngineVersion": "10.4.34"},
	] {
		testing.statuses(ssl_enforced) == {} with input as _database(properties)
	}
	testing.statuses(ssl_enforced) == {} with input as object.union(
		_database({"Engine": "postgres", "EngineVersion": "14"}),
		{"profile": testing.disposable},
	)
}
