package stackgrade.rules.rds.connection_logging_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.connection_logging

test_fails_without if {
	testing.statuses(connection_logging) == {"Settings": "fail"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres14",
					"Parameters": {"log_connections": "1"},
				},
			},
		},
		{},
	)
}

test_passes_with if {
	testing.statuses(connection_logging) == {"Settings": "pass"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres14",
					"Parameters": {
						"log_connections": "1",
						"log_disconnections": "1",
						"log_min_duration_statement": "1000",
					},
				},
			},
		},
		{},
	)
}

test_passes_for_mysql if {
	testing.statuses(connection_logging) == {"Settings": "pass"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "mysql8.0",
					"Parameters": {"slow_query_log": 1},
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(connection_logging) == {"Settings": "unknown"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "mysql8.0",
					"Parameters": {
						"slow_query_log": testing.unknown("parameter X has no default"),
					},
				},
			},
		},
		{},
	)
}

_database(properties, compliance) := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": properties}},
	{"profile": object.union(testing.production, {"compliance": compliance})},
)

test_fails_by_default_in_a_regulated_stack if {
	verdicts := testing.verdicts(connection_logging) with input as _database({"Engine": "postgres"}, ["pci-dss"])
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "DBParameterGroupName"]}
}

test_leaves_out_databases_with_a_group_and_unregulated_ones if {
	testing.statuses(connection_logging) == {} with input as _database(
		{"Engine": "postgres", "DBParameterGroupName": "settings"},
		["pci-dss"],
	)
	testing.statuses(connection_logging) == {} with input as _database({"Engine": "oracle-se2"}, ["pci-dss"])
	testing.statuses(connection_logging) == {} with input as _database({"Engine": "postgres"}, [])
}

_aurora(group, more) := testing.stack(
	object.union(
		{
			"Cluster": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"DBClusterParameterGroupName": testing.ref("Shared", "Ref"), "Engine": "aurora-mysql"},
			},
			"First": {"type": "AWS::RDS::DBInstance", "properties": {
				"DBClusterIdentifier": testing.ref("Cluster", "Ref"),
				"DBParameterGroupName": group,
				"Engine": "aurora-mysql",
			}},
			"Shared": {
				"type": "AWS::RDS::DBClusterParameterGroup",
				"properties": {"Family": "aurora-mysql8.0", "Parameters": {"binlog_format": "ROW"}},
			},
		},
		more,
	),
	{},
)

_own(parameters) := {"Own": {
	"type": "AWS::RDS::DBParameterGroup",
	"properties": {"Family": "aurora-mysql8.0", "Parameters": parameters},
}}

test_the_group_of_auroras_instances_may_say_it if {
	own := testing.ref("Own", "Ref")
	every switch in [{"slow_query_log": "1"}, {"general_log": 1}] {
		testing.statuses(connection_logging) == {"Shared": "pass"} with input as _aurora(own, _own(switch))
	}
	testing.statuses(connection_logging) == {"Shared": "fail"} with input as _aurora(own, _own({"slow_query_log": "0"}))
	testing.statuses(connection_logging) == {"Shared": "fail"} with input as _aurora("default.aurora-mysql8.0", {})
}

test_all_instances_of_aurora_have_to_have_it if {
	second := {"Second": {"type": "AWS::RDS::DBInstance", "properties": {
		"DBClusterIdentifier": testing.ref("Cluster", "Ref"),
		"Engine": "aurora-mysql",
	}}}
	testing.statuses(connection_logging) == {"Shared": "fail"} with input as _aurora(
		testing.ref("Own", "Ref"),
		object.union(second, _own({"slow_query_log": "1"})),
	)
}

test_leaves_out_a_cluster_whose_instances_may_have_it if {
	testing.statuses(connection_logging) == {} with input as _aurora("shop", {})
	testing.statuses(connection_logging) == {} with input as _aurora(testing.unknown("a parameter"), {})
	testing.statuses(connection_logging) == {} with input as _aurora(
		testing.ref("Own", "Ref"),
		_own(testing.unknown("a macro")),
	)
}
