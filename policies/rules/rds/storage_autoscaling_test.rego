package stackgrade.rules.rds.storage_autoscaling_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.storage_autoscaling

test_fails_when_wrong if {
	testing.statuses(storage_autoscaling) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MaxAllocatedStorage": 0}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(storage_autoscaling) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MaxAllocatedStorage": 100}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(storage_autoscaling) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MaxAllocatedStorage": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(storage_autoscaling) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}

test_leaves_out_rds_custom if {
	testing.statuses(storage_autoscaling) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "custom-oracle-ee"}}},
		{},
	)
}
