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

test_tells_what_is_wrong_with_the_class if {
	every class, message in {
		"db.t3.micro": "db.t3.micro is too small, and made for bursts",
		"db.t2.medium": "db.t2.medium is of an old generation",
	} {
		found := testing.verdicts(instance_class) with input as testing.stack(
			{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBInstanceClass": class, "Engine": "aurora-mysql"}}},
			{},
		)
		{[verdict.message, verdict.case] | some verdict in found} == {[message, "aurora"]}
	}
}
