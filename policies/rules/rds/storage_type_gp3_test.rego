package stackgrade.rules.rds.storage_type_gp3_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.storage_type_gp3

test_fails_when_wrong if {
	testing.statuses(storage_type_gp3) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"StorageType": "gp2"}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(storage_type_gp3) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"StorageType": "gp3"}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(storage_type_gp3) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"StorageType": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}

test_only_a_strict_reviewer_wants_it_stated if {
	database := {"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}}
	testing.statuses(storage_type_gp3) == {"Db": "pass"} with input as testing.stack(database, {})
	testing.statuses(storage_type_gp3) == {"Db": "fail"} with input as testing.reviewed(database, {})
}

test_provisioned_operations_are_io1 if {
	testing.statuses(storage_type_gp3) == {"Db": "pass"} with input as testing.reviewed(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Iops": 3000}}},
		{},
	)
}
