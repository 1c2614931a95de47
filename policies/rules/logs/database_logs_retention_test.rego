package stackgrade.rules.logs.database_logs_retention_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.logs.database_logs_retention

_cluster(properties) := {"Db": {"type": "AWS::RDS::DBCluster", "properties": object.union(
	{"EnableCloudwatchLogsExports": ["postgresql"]},
	properties,
)}}

_group(type, name) := {"Logs": {"type": type, "properties": {"LogGroupName": name, "RetentionInDays": 30}}}

test_fails_without_a_group if {
	verdicts := testing.verdicts(database_logs_retention) with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {
			"Engine": "mysql",
			"EnableCloudwatchLogsExports": ["slowquery", "error"],
		}}},
		{},
	)
	{[verdict.status, verdict.message] | some verdict in verdicts} == {
		["fail", "no log group of the stack limits how long these are kept: error, slowquery"],
	}
}

test_fails_when_the_group_is_for_another_log if {
	every name in [
		"/aws/rds/cluster/${Db}/upgrade",
		"/aws/rds/cluster/${Other}/postgresql",
		"/aws/rds/instance/${Db}/postgresql",
	] {
		testing.statuses(database_logs_retention) == {"Db": "fail"} with input as testing.stack(
			object.union(_cluster({}), _group("AWS::Logs::LogGroup", name)),
			{},
		)
	}
}

test_passes_with_the_group if {
	every properties, name in {
		{}: "/aws/rds/cluster/${Db}/postgresql",
		{"DBClusterIdentifier": "Shop"}: "/aws/rds/cluster/shop/postgresql",
		{"DBClusterIdentifier": "shop-${Suffix}"}: "/aws/rds/cluster/shop-${Suffix}/postgresql",
		{"DBClusterIdentifier": {"$unknown": "no default", "expression": "${Name}"}}: "/aws/rds/cluster/${Name}/postgresql",
	} {
		every type in ["AWS::Logs::LogGroup", "Custom::LogRetention"] {
			testing.statuses(database_logs_retention) == {"Db": "pass"} with input as testing.stack(
				object.union(_cluster(properties), _group(type, name)),
				{},
			)
		}
	}
}

test_unknown_when_the_name_of_a_group_is_open if {
	testing.statuses(database_logs_retention) == {"Db": "unknown"} with input as testing.stack(
		object.union(_cluster({}), _group("AWS::Logs::LogGroup", testing.unknown("parameter Name has no default"))),
		{},
	)
}

test_leaves_out_databases_that_export_nothing_and_members if {
	testing.statuses(database_logs_retention) == {} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBCluster", "properties": {"EnableCloudwatchLogsExports": []}},
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {
				"DBClusterIdentifier": testing.ref("Db", "Ref"),
				"EnableCloudwatchLogsExports": ["postgresql"],
			}},
		},
		{},
	)
}
