package stackgrade.rules.rds.deletion_protection_off_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.deletion_protection_off

test_fails_when_on if {
	testing.statuses(deletion_protection_off) == {"Db": "fail", "Cluster": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": true}},
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"DeletionProtection": true}},
		},
		{"profile": testing.disposable},
	)
}

test_passes_when_off if {
	testing.statuses(deletion_protection_off) == {"Off": "pass", "Absent": "pass"} with input as testing.stack(
		{
			"Off": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": false}},
			"Absent": {"type": "AWS::RDS::DBInstance", "properties": {}},
		},
		{"profile": testing.disposable},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(deletion_protection_off) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"DeletionProtection": testing.unknown("parameter Protected has no default")},
		}},
		{"profile": testing.disposable},
	)
}

test_leaves_out_members_of_a_cluster if {
	testing.statuses(deletion_protection_off) == {} with input as testing.stack(
		{"Member": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"Engine": "aurora-mysql", "DeletionProtection": true},
		}},
		{"profile": testing.disposable},
	)
}

test_does_not_apply_to_a_stack_that_must_last if {
	testing.statuses(deletion_protection_off) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DeletionProtection": true}}},
		{},
	)
}
