package stackgrade.rules.rds.backtrack_is_offered_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.backtrack_is_offered

_stack(engine, window) := testing.stack(
	{"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": engine, "BacktrackWindow": window}}},
	{},
)

test_fails_for_other_engines if {
	every engine in ["aurora-postgresql", "mysql"] {
		testing.statuses(backtrack_is_offered) == {"Cluster": "fail"} with input as _stack(engine, 3600)
	}
}

test_passes_for_aurora_mysql_and_without_a_window if {
	testing.statuses(backtrack_is_offered) == {"Cluster": "pass"} with input as _stack("aurora-mysql", 3600)
	testing.statuses(backtrack_is_offered) == {"Cluster": "pass"} with input as _stack("aurora-postgresql", 0)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(backtrack_is_offered) == {"Cluster": "unknown"} with input as _stack(open, 3600)
}

test_leaves_out_clusters_that_do_not_want_it if {
	testing.statuses(backtrack_is_offered) == {} with input as testing.stack(
		{"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "aurora-postgresql"}}},
		{},
	)
}
