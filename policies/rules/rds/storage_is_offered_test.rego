package stackgrade.rules.rds.storage_is_offered_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.storage_is_offered

_stack(properties) := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": object.union({"Engine": "postgres"}, properties)}},
	{},
)

test_fails_below_the_least_size if {
	testing.statuses(storage_is_offered) == {"Db": "fail"} with input as _stack({"AllocatedStorage": "4"})
	testing.statuses(storage_is_offered) == {"Db": "fail"} with input as _stack({
		"AllocatedStorage": 50,
		"StorageType": "io1",
	})
	testing.statuses(storage_is_offered) == {"Db": "fail"} with input as _stack({
		"AllocatedStorage": 50,
		"Iops": 3000,
	})
}

test_fails_when_small_storage_is_given_operations if {
	testing.statuses(storage_is_offered) == {"Db": "fail"} with input as _stack({
		"AllocatedStorage": 100,
		"Iops": 3000,
		"StorageType": "gp3",
	})
}

test_passes_with_what_is_offered if {
	testing.statuses(storage_is_offered) == {"Db": "pass"} with input as _stack({"AllocatedStorage": "10"})
	testing.statuses(storage_is_offered) == {"Db": "pass"} with input as _stack({
		"AllocatedStorage": 400,
		"Iops": 12000,
		"StorageType": "gp3",
	})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Size has no default")
	testing.statuses(storage_is_offered) == {"Db": "unknown"} with input as _stack({"AllocatedStorage": open})
	testing.statuses(storage_is_offered) == {"Db": "unknown"} with input as _stack({
		"AllocatedStorage": 10,
		"StorageType": open,
	})
}

test_leaves_out_copies_and_other_engines if {
	testing.statuses(storage_is_offered) == {} with input as _stack({
		"AllocatedStorage": 10,
		"SourceDBInstanceIdentifier": "shop",
	})
	testing.statuses(storage_is_offered) == {} with input as _stack({
		"AllocatedStorage": 10,
		"Engine": "aurora-mysql",
	})
}
