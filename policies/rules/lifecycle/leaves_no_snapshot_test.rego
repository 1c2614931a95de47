package stackgrade.rules.lifecycle.leaves_no_snapshot_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lifecycle.leaves_no_snapshot

test_fails_when_nothing_is_said if {
	testing.statuses(leaves_no_snapshot) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}, "lifecycle": {}}},
		{"profile": testing.disposable},
	)
}

test_passes_when_a_policy_is_chosen if {
	testing.statuses(leaves_no_snapshot) == {"Db": "pass", "Kept": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Delete"},
			},
			"Kept": {
				"type": "AWS::RDS::DBCluster",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Snapshot"},
			},
		},
		{"profile": testing.disposable},
	)
}

test_leaves_out_replicas if {
	testing.statuses(leaves_no_snapshot) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {}, "lifecycle": {}},
			"Replica": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"SourceDBInstanceIdentifier": testing.ref("Db", "Ref")},
				"lifecycle": {},
			},
		},
		{"profile": testing.disposable},
	)
}
