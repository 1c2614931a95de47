package stackgrade.rules.rds.database_is_named_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.database_is_named

_stack(type, properties) := testing.reviewed({"Db": {"type": type, "properties": properties}}, {})

test_fails_without_a_name if {
	testing.statuses(database_is_named) == {"Db": "fail"} with input as _stack(
		"AWS::RDS::DBInstance",
		{"Engine": "postgres", "DatabaseName": "not the property of an instance"},
	)
	testing.statuses(database_is_named) == {"Db": "fail"} with input as _stack(
		"AWS::RDS::DBCluster",
		{"Engine": "aurora-mysql"},
	)
}

test_passes_with_a_name if {
	every name in ["orders", testing.unknown("parameter Name has no default")] {
		testing.statuses(database_is_named) == {"Db": "pass"} with input as _stack(
			"AWS::RDS::DBInstance",
			{"Engine": "mariadb", "DBName": name},
		)
		testing.statuses(database_is_named) == {"Db": "pass"} with input as _stack(
			"AWS::RDS::DBCluster",
			{"Engine": "aurora-postgresql", "DatabaseName": name},
		)
	}
}

test_leaves_out_copies_and_other_engines if {
	every properties in [
		{"Engine": "postgres", "DBClusterIdentifier": "c"},
		{"Engine": "postgres", "DBSnapshotIdentifier": "s"},
		{"Engine": "postgres", "SourceDBInstanceIdentifier": "d"},
		{"Engine": "custom-sqlserver-ee"},
		{"Engine": "oracle-se2"},
		{"Engine": "sqlserver-ex"},
		{},
	] {
		testing.statuses(database_is_named) == {} with input as _stack("AWS::RDS::DBInstance", properties)
	}
	every origin in ["GlobalClusterIdentifier", "ReplicationSourceIdentifier", "SnapshotIdentifier"] {
		testing.statuses(database_is_named) == {} with input as _stack(
			"AWS::RDS::DBCluster",
			{"Engine": "aurora-postgresql", origin: "x"},
		)
	}
}
