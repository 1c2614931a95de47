package stackgrade.rules.rds.class_is_offered_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.class_is_offered

_stack(engine, class) := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": engine, "DBInstanceClass": class}}},
	{},
)

test_fails_on_classes_without_aurora if {
	every class in ["db.t3.micro", "db.t4g.small", "db.m6g.large"] {
		testing.statuses(class_is_offered) == {"Db": "fail"} with input as _stack("aurora-mysql", class)
	}
}

test_passes_on_classes_with_aurora if {
	every class in ["db.t4g.medium", "db.r6g.large", "db.serverless", "db.x2g.large"] {
		testing.statuses(class_is_offered) == {"Db": "pass"} with input as _stack("aurora-postgresql", class)
	}
}

test_fails_on_small_classes_of_another_engine_or_version if {
	every class in ["db.t2.medium", "db.t2.small", "db.t3.small"] {
		testing.statuses(class_is_offered) == {"Db": "fail"} with input as _stack("aurora-postgresql", class)
		testing.statuses(class_is_offered).Db == "fail" with input as _member(class, "8.0.mysql_aurora.3.08.0")
	}
}

test_passes_on_small_classes_of_older_versions if {
	every class in ["db.t2.medium", "db.t2.small", "db.t3.small"] {
		testing.statuses(class_is_offered).Db == "pass" with input as _member(class, "5.7.mysql_aurora.2.11.3")
		testing.statuses(class_is_offered) == {"Db": "pass"} with input as _stack("aurora-mysql", class)
	}
}

_member(class, version) := testing.stack(
	{
		"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "aurora-mysql", "EngineVersion": version}},
		"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {
				"Engine": "aurora-mysql",
				"DBInstanceClass": class,
				"DBClusterIdentifier": testing.ref("Cluster", "Ref"),
			},
		},
	},
	{},
)

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Class has no default")
	testing.statuses(class_is_offered) == {"Db": "unknown"} with input as _stack("aurora-mysql", open)
}

test_leaves_out_other_engines if {
	testing.statuses(class_is_offered) == {} with input as _stack("mysql", "db.t3.micro")
}
