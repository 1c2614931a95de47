package stackgrade.rules.rds.tags_on_snapshots_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.tags_on_snapshots

test_fails_when_off if {
	testing.statuses(tags_on_snapshots) == {"Off": "fail", "Absent": "fail"} with input as testing.stack(
		{
			"Off": {"type": "AWS::RDS::DBInstance", "properties": {"CopyTagsToSnapshot": false}},
			"Absent": {"type": "AWS::RDS::DBCluster", "properties": {}},
		},
		{},
	)
}

test_passes_when_on if {
	testing.statuses(tags_on_snapshots) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"CopyTagsToSnapshot": true}}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(tags_on_snapshots) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"CopyTagsToSnapshot": testing.unknown("parameter Tags has no default")},
		}},
		{},
	)
}

test_leaves_out_members_and_replicas if {
	testing.statuses(tags_on_snapshots) == {} with input as testing.stack(
		{
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "shop"}},
			"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "main"}},
		},
		{},
	)
}
