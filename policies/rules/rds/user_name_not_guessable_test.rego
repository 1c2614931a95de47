package stackgrade.rules.rds.user_name_not_guessable_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.user_name_not_guessable

test_fails_when_wrong if {
	testing.statuses(user_name_not_guessable) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MasterUsername": "admin"}}},
		{},
	)
}

test_passes_when_right if {
	testing.statuses(user_name_not_guessable) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MasterUsername": "shop_owner"}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(user_name_not_guessable) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"MasterUsername": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_says_what_absence_means if {
	testing.statuses(user_name_not_guessable) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}

test_passes_with_a_name_that_the_engine_refuses if {
	expected := {"Postgres": "pass", "MySql": "fail"}
	testing.statuses(user_name_not_guessable) == expected with input as testing.stack(
		{
			"Postgres": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "postgres", "MasterUsername": "admin"}},
			"MySql": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql", "MasterUsername": "admin"}},
		},
		{},
	)
}
