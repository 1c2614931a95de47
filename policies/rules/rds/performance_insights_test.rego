package stackgrade.rules.rds.performance_insights_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.performance_insights

test_fails_when_wrong if {
	testing.statuses(performance_insights) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"EnablePerformanceInsights": false},
			},
		},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(performance_insights) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"EnablePerformanceInsights": true},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(performance_insights) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"EnablePerformanceInsights": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(performance_insights) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}

test_leaves_out_classes_that_lack_it if {
	testing.statuses(performance_insights) == {} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"Engine": "mysql", "DBInstanceClass": "db.t3.micro"},
			},
		},
		{},
	)
}

test_leaves_out_members_of_a_cluster_that_has_it if {
	testing.statuses(performance_insights) == {} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBClusterIdentifier": testing.ref("Cluster", "Ref")},
			},
			"Cluster": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"PerformanceInsightsEnabled": true},
			},
		},
		{},
	)
}
