package stackgrade.rules.rds.multi_az_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.multi_az

test_fails_when_wrong if {
	testing.statuses(multi_az) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": false}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(multi_az) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": true}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(multi_az) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MultiAZ": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(multi_az) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}

test_does_not_apply_to_one_zone if {
	testing.statuses(multi_az) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": false}}},
		{"profile": testing.disposable},
	)
}

test_leaves_out_members if {
	testing.statuses(multi_az) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "c"}}},
		{},
	)
}
