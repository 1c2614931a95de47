package stackgrade.rules.rds.instance_class_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.instance_class

test_fails_when_wrong if {
	testing.statuses(instance_class) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBInstanceClass": "db.t3.micro"},
			},
		},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(instance_class) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBInstanceClass": "db.m6g.large"},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(instance_class) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"DBInstanceClass": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(instance_class) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}
