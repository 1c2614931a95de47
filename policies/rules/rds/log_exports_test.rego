package stackgrade.rules.rds.log_exports_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.log_exports

test_fails_without_logs if {
	testing.statuses(log_exports) == {
		"Absent": "fail",
		"Empty": "fail",
		"Other": "fail",
		"Open": "fail",
	} with input as testing.stack(
		{
			"Absent": _db("AWS::RDS::DBInstance", "postgres", null),
			"Empty": _db("AWS::RDS::DBCluster", "aurora-mysql", []),
			"Other": _db("AWS::RDS::DBInstance", "oracle-se2", null),
			"Open": _db("AWS::RDS::DBInstance", testing.unknown("parameter Engine has no default"), null),
		},
		{},
	)
}

test_names_the_logs_that_are_missing if {
	found := testing.verdicts(log_exports) with input as testing.stack(
		{
			"Db": _db("AWS::RDS::DBInstance", "postgres", ["postgresql"]),
			"Single": _db("AWS::RDS::DBInstance", "mariadb", "error"),
		},
		{},
	)
	{[verdict.address, verdict.message] | some verdict in found} == {
		["Db", "not exported: upgrade"],
		["Single", "not exported: audit or general, slowquery"],
	}
}

test_passes_when_complete if {
	testing.statuses(log_exports) == {
		"Postgres": "pass",
		"General": "pass",
		"Audit": "pass",
		"Aurora": "pass",
		"Other": "pass",
	} with input as testing.stack(
		{
			"Postgres": _db("AWS::RDS::DBCluster", "postgres", ["postgresql", "upgrade"]),
			"General": _db("AWS::RDS::DBInstance", "mysql", ["error", "general", "slowquery"]),
			"Audit": _db("AWS::RDS::DBCluster", "aurora-mysql", ["audit", "error", "slowquery"]),
			"Aurora": _db("AWS::RDS::DBCluster", "aurora-postgresql", ["postgresql"]),
			"Other": _db("AWS::RDS::DBInstance", "sqlserver-se", ["error"]),
		},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(log_exports) == {
		"List": "unknown",
		"Element": "unknown",
		"Engine": "unknown",
	} with input as testing.stack(
		{
			"List": _db("AWS::RDS::DBInstance", "mysql", testing.unknown("parameter Logs has no default")),
			"Element": _db("AWS::RDS::DBInstance", "mysql", ["error", testing.unknown("parameter Log has no default")]),
			"Engine": _db("AWS::RDS::DBInstance", testing.unknown("parameter Engine has no default"), ["error"]),
		},
		{},
	)
}

test_leaves_out_members_and_what_aws_or_the_customer_logs if {
	testing.statuses(log_exports) == {} with input as testing.stack(
		{
			"Member": _db("AWS::RDS::DBInstance", "aurora-mysql", null),
			"Custom": _db("AWS::RDS::DBInstance", "custom-oracle-ee", null),
			"Serverless": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"Engine": "aurora-mysql", "EngineMode": "serverless"},
			},
		},
		{},
	)
}

_db(type, engine, logs) := {"type": type, "properties": {"Engine": engine, "EnableCloudwatchLogsExports": logs}} if {
	logs != null
}

_db(type, engine, null) := {"type": type, "properties": {"Engine": engine}}

test_tells_the_engine if {
	every engine, case in {
		"aurora-mysql": "mysql",
		"aurora-postgresql": "aurora-postgresql",
		"MariaDB": "mysql",
		"oracle-se2": "oracle",
		"postgres": "postgres",
		testing.unknown("open"): "engine",
	} {
		found := testing.verdicts(log_exports) with input as testing.stack(
			{"Db": _db("AWS::RDS::DBCluster", engine, null)},
			{},
		)
		{verdict.case | some verdict in found} == {case}
	}
}

test_fails_without_an_engine if {
	database := {"type": "AWS::RDS::DBInstance", "properties": {"AllocatedStorage": "20"}}
	testing.statuses(log_exports) == {"Db": "fail"} with input as testing.stack({"Db": database}, {})
}
