package stackgrade.rules.rds.wanted_engine_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.wanted_engine

_stack(engine, wanted) := testing.stack(
	{"Reports": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": engine}}},
	{"profile": object.union(testing.production, {"engine": wanted})},
)

test_fails_on_another_engine if {
	testing.statuses(wanted_engine) == {"Reports": "fail"} with input as _stack("aurora-mysql", "aurora-postgresql")
}

test_passes_on_the_wanted_one if {
	testing.statuses(wanted_engine) == {"Reports": "pass"} with input as _stack("aurora-postgresql", "aurora-postgresql")
}

test_unknown_when_open if {
	open := testing.unknown("parameter Engine has no default")
	testing.statuses(wanted_engine) == {"Reports": "unknown"} with input as _stack(open, "aurora-postgresql")
}

test_any_engine_will_do_where_none_is_wanted if {
	testing.statuses(wanted_engine) == {} with input as _stack("aurora-mysql", null)
}

test_says_which_one_is_wanted if {
	verdicts := testing.verdicts(wanted_engine) with input as _stack("aurora-mysql", "aurora-postgresql")
	{verdict.message | some verdict in verdicts} == {"the engine is aurora-mysql, the profile wants aurora-postgresql"}
}
