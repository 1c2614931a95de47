package stackgrade.rules.rds.engine_version_exists_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.engine_version_exists

_stack(properties, faults) := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": properties, "faults": faults}},
	{},
)

_fault := {"kind": "version", "attribute": "EngineVersion", "message": "postgres 14.7 cannot be created"}

_old := {"Engine": "postgres", "EngineVersion": "14.7"}

test_fails_with_a_version_that_is_gone if {
	testing.statuses(engine_version_exists) == {"Db": "fail"} with input as _stack(_old, [_fault])
}

test_passes_with_one_that_is_there if {
	testing.statuses(engine_version_exists) == {"Db": "pass"} with input as _stack(_old, [])
}

test_unknown_when_a_parameter_decides if {
	stack := _stack({"Engine": "postgres", "EngineVersion": testing.unknown("parameter Version has no default")}, [])
	testing.statuses(engine_version_exists) == {"Db": "unknown"} with input as stack
}

test_leaves_out_what_has_the_version_of_its_source if {
	testing.statuses(engine_version_exists) == {} with input as _stack({"Engine": "postgres"}, [])
	replica := object.union(_old, {"SourceDBInstanceIdentifier": "shop"})
	testing.statuses(engine_version_exists) == {} with input as _stack(replica, [_fault])
}
