package stackgrade.rules.lifecycle.leaves_no_snapshot_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lifecycle.leaves_no_snapshot

test_fails_when_nothing_is_said if {
	testing.statuses(leaves_no_snapshot) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}, "lifecycle": {}}},
		{"profile": testing.disposable},
	)
}

_db(lifecycle) := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}, "lifecycle": lifecycle}},
	{"profile": testing.disposable},
)

test_fails_when_a_snapshot_is_asked_for if {
	every lifecycle in [{"DeletionPolicy": "Snapshot"}, {"DeletionPolicy": "Delete", "UpdateReplacePolicy": "Snapshot"}] {
		testing.statuses(leaves_no_snapshot) == {"Db": "fail"} with input as _db(lifecycle)
	}
}

test_passes_when_it_goes_or_stays_as_a_whole if {
	every policy in ["Delete", "Retain"] {
		testing.statuses(leaves_no_snapshot) == {"Db": "pass"} with input as _db({"DeletionPolicy": policy})
	}
}

test_says_once_what_the_provider_does_by_default if {
	count(testing.verdicts(leaves_no_snapshot)) == 1 with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {},
			"lifecycle": {"DeletionPolicy": "Snapshot"},
			"attributes": {"DeletionPolicy": {"state": "default"}},
		}},
		{"profile": testing.disposable},
	)
}

test_unknown_when_open if {
	testing.statuses(leaves_no_snapshot) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {},
			"lifecycle": {"DeletionPolicy": testing.unknown("open")},
			"unknowns": [{"attribute": "DeletionPolicy", "pattern": "DeletionPolicy", "reason": "open"}],
		}},
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
