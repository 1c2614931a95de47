package stackgrade.rules.cloudwatch.database_alarms_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.database_alarms

test_fails_without_alarms if {
	testing.statuses(database_alarms) == {"Db": "fail", "Cluster": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}},
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "aurora-mysql"}},
		},
		{},
	)
}

test_names_the_metrics_that_nothing_watches if {
	verdicts := testing.verdicts(database_alarms) with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}},
			"Cpu": _alarm("CPUUtilization", [_of_db(testing.ref("Db", "Ref"))]),
		},
		{},
	)
	{verdict.message | some verdict in verdicts} == {"no alarm on DatabaseConnections, FreeStorageSpace"}
}

test_passes_with_an_alarm_on_each if {
	testing.statuses(database_alarms) == {"Db": "pass"} with input as testing.stack(
		object.union(
			{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}}},
			_alarms(testing.ref("Db", "Ref")),
		),
		{},
	)
}

test_passes_by_the_same_name if {
	testing.statuses(database_alarms) == {"Db": "pass"} with input as testing.stack(
		object.union(
			{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBInstanceIdentifier": "shop-${Suffix}"}}},
			_alarms("shop-${Suffix}"),
		),
		{},
	)
}

test_passes_by_the_same_open_parameter if {
	name := testing.unknown("parameter Name has no default")
	testing.statuses(database_alarms) == {"Db": "pass"} with input as testing.stack(
		object.union(
			{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBInstanceIdentifier": name}}},
			_alarms(name),
		),
		{},
	)
}

test_passes_when_taken_over_all_databases if {
	testing.statuses(database_alarms) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}},
			"Cpu": _alarm("CPUUtilization", []),
			"Connections": _alarm("DatabaseConnections", [{"Name": "EngineName", "Value": "mysql"}]),
			"Storage": {"type": "AWS::CloudWatch::Alarm", "properties": {
				"Namespace": "AWS/RDS",
				"MetricName": "FreeStorageSpace",
			}},
		},
		{},
	)
}

test_passes_for_a_cluster_by_its_members_and_in_expressions if {
	testing.statuses(database_alarms) == {"Cluster": "pass"} with input as testing.stack(
		{
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "aurora-mysql"}},
			"Writer": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBClusterIdentifier": testing.ref("Cluster", "Ref")},
			},
			"Cpu": _alarm("CPUUtilization", [_of_db(testing.ref("Writer", "Ref"))]),
			"Connections": {"type": "AWS::CloudWatch::Alarm", "properties": {"Metrics": [
				{"Id": "share", "Expression": "m1 / 10"},
				{"Id": "m1", "MetricStat": {"Metric": {
					"Namespace": "AWS/RDS",
					"MetricName": "DatabaseConnections",
					"Dimensions": [{"Name": "DBClusterIdentifier", "Value": testing.ref("Cluster", "Ref")}],
				}}},
			]}},
		},
		{},
	)
}

test_fails_when_the_alarms_are_those_of_another_database if {
	testing.statuses(database_alarms) == {"Db": "fail", "Other": "pass"} with input as testing.stack(
		object.union(
			{
				"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}},
				"Other": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}},
			},
			_alarms(testing.ref("Other", "Ref")),
		),
		{},
	)
}

test_fails_when_the_metrics_are_those_of_another_service if {
	testing.statuses(database_alarms) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}},
			"Cpu": {"type": "AWS::CloudWatch::Alarm", "properties": {
				"Namespace": "AWS/EC2",
				"MetricName": "CPUUtilization",
			}},
		},
		{},
	)
}

test_unknown_when_it_is_open_what_an_alarm_watches if {
	testing.statuses(database_alarms) == {"Db": "unknown"} with input as testing.stack(
		object.union(
			{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}}},
			_alarms(testing.unknown("parameter Name has no default")),
		),
		{},
	)
}

test_unknown_when_the_dimensions_are_open if {
	testing.statuses(database_alarms) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}},
			"Cpu": _alarm("CPUUtilization", testing.unknown("a transform decides it")),
		},
		{},
	)
}

test_unknown_when_a_part_of_the_stack_is_out_of_sight if {
	testing.statuses(database_alarms) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}}},
		{"incomplete": [{"address": "Alarms", "reason": "the nested stack lies in a bucket"}]},
	)
}

test_survives_a_dimension_that_is_there_twice if {
	testing.statuses(database_alarms) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}},
			"Cpu": _alarm("CPUUtilization", [_of_db("one"), _of_db("two")]),
		},
		{},
	)
}

test_leaves_out_members_and_replicas if {
	testing.statuses(database_alarms) == {} with input as testing.stack(
		{
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "elsewhere"}},
			"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "elsewhere"}},
		},
		{},
	)
}

test_does_not_apply_to_a_test_environment if {
	testing.statuses(database_alarms) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}}},
		{"profile": testing.disposable},
	)
}

_alarms(database) := {metric: _alarm(metric, [_of_db(database)]) |
	some metric in ["CPUUtilization", "DatabaseConnections", "FreeStorageSpace"]
}

_alarm(metric, dimensions) := {"type": "AWS::CloudWatch::Alarm", "properties": {
	"Namespace": "AWS/RDS",
	"MetricName": metric,
	"Dimensions": dimensions,
}}

_of_db(value) := {"Name": "DBInstanceIdentifier", "Value": value}
