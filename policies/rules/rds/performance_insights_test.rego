package stackgrade.rules.rds.performance_insights_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.performance_insights

test_fails_when_off if {
	testing.statuses(performance_insights) == {
		"Off": "fail",
		"Absent": "fail",
		"Replica": "fail",
		"Member": "fail",
	} with input as testing.stack(
		{
			"Off": {"type": "AWS::RDS::DBInstance", "properties": {"EnablePerformanceInsights": false}},
			"Absent": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"Engine": "postgres", "DBInstanceClass": "db.t4g.micro"},
			},
			"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "main"}},
			"Member": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"Engine": "aurora-mysql", "DBInstanceClass": "db.serverless"},
			},
		},
		{},
	)
}

test_passes_when_on if {
	testing.statuses(performance_insights) == {"Db": "pass"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"Engine": "mysql", "DBInstanceClass": "db.m6g.large", "EnablePerformanceInsights": true},
		}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(performance_insights) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"EnablePerformanceInsights": testing.unknown("parameter Insights has no default")},
		}},
		{},
	)
}

test_leaves_out_engines_and_classes_that_lack_it if {
	testing.statuses(performance_insights) == {} with input as testing.stack(
		{address: {"type": "AWS::RDS::DBInstance", "properties": properties} | some address, properties in {
			"Burstable": {"Engine": "mysql", "DBInstanceClass": "db.t3.micro"},
			"Capitals": {"Engine": "MySQL", "DBInstanceClass": "db.t3.micro"},
			"Graviton": {"Engine": "mariadb", "DBInstanceClass": "db.t4g.small"},
			"Old": {"Engine": "postgres", "DBInstanceClass": "db.t2.large"},
			"Aurora": {"Engine": "aurora-mysql", "DBInstanceClass": "db.t3.medium"},
			"Db2": {"Engine": "db2-se", "DBInstanceClass": "db.m6i.large"},
			"Custom": {"Engine": "custom-oracle-ee", "DBInstanceClass": "db.m5.large"},
			"Open": {"Engine": "mysql", "DBInstanceClass": testing.unknown("parameter Class has no default")},
		}},
		{},
	)
}

test_leaves_out_members_of_a_cluster_that_has_it if {
	testing.statuses(performance_insights) == {} with input as testing.stack(
		{
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"PerformanceInsightsEnabled": true}},
			"Member": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBClusterIdentifier": testing.ref("Cluster", "Ref")},
			},
		},
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(performance_insights) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{"profile": testing.disposable},
	)
}
