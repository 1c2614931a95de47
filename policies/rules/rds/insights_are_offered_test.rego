package stackgrade.rules.rds.insights_are_offered_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.insights_are_offered

_stack(engine, class, is_on) := testing.stack(
	{"Db": {
		"type": "AWS::RDS::DBInstance",
		"properties": {"Engine": engine, "DBInstanceClass": class, "EnablePerformanceInsights": is_on},
	}},
	{},
)

test_fails_on_a_small_class if {
	testing.statuses(insights_are_offered) == {"Db": "fail"} with input as _stack("mysql", "db.t3.micro", true)
	testing.statuses(insights_are_offered) == {"Db": "fail"} with input as _stack("mariadb", "db.t4g.small", true)
}

test_fails_on_the_classes_that_aurora_mysql_has_none_on if {
	every class in ["db.t3.medium", "db.t2.medium", "db.t4g.small"] {
		testing.statuses(insights_are_offered) == {"Db": "fail"} with input as _stack("aurora-mysql", class, true)
	}
	testing.statuses(insights_are_offered) == {"Db": "pass"} with input as _stack("aurora-mysql", "db.t4g.medium", true)
}

test_passes_on_a_larger_class if {
	testing.statuses(insights_are_offered) == {"Db": "pass"} with input as _stack("mysql", "db.t3.medium", true)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Class has no default")
	testing.statuses(insights_are_offered) == {"Db": "unknown"} with input as _stack("mysql", open, true)
	testing.statuses(insights_are_offered) == {"Db": "unknown"} with input as _stack("mysql", "db.t3.micro", open)
}

test_leaves_out_other_engines_and_what_does_without if {
	testing.statuses(insights_are_offered) == {} with input as _stack("postgres", "db.t3.micro", true)
	testing.statuses(insights_are_offered) == {} with input as _stack("mysql", "db.t3.micro", false)
}
