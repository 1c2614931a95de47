package stackgrade.rules.rds.deletion_protection_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.deletion_protection

test_fails_when_off if {
	testing.statuses(deletion_protection) == {"Off": "fail", "Absent": "fail"} with input as testing.stack(
		{
			"Off": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": false}},
			"Absent": {"type": "AWS::RDS::DBCluster", "properties": {}},
		},
		{},
	)
}

test_passes_when_on if {
	testing.statuses(deletion_protection) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": true}}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(deletion_protection) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"DeletionProtection": testing.unknown("parameter Protected has no default")},
		}},
		{},
	)
}

test_leaves_out_members_and_replicas if {
	testing.statuses(deletion_protection) == {} with input as testing.stack(
		{
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "shop"}},
			"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "main"}},
		},
		{},
	)
}

test_fails_for_a_replica_in_another_region if {
	testing.statuses(deletion_protection) == {"Replica": "fail"} with input as testing.stack(
		{"Replica": {
			"type": "AWS::RDS::DBInstance",
			"properties": {
				"SourceDBInstanceIdentifier": "arn:aws:rds:eu-west-1:111122223333:db:main",
				"SourceRegion": "eu-west-1",
			},
		}},
		{},
	)
}

test_does_not_apply_to_a_stack_that_is_torn_down if {
	testing.statuses(deletion_protection) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{"profile": testing.disposable},
	)
}
