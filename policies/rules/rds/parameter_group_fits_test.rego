package stackgrade.rules.rds.parameter_group_fits_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.parameter_group_fits

_stack(engine, version, family) := testing.stack(
	{
		"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {
				"Engine": engine,
				"EngineVersion": version,
				"DBParameterGroupName": testing.ref("Group", "Ref"),
			},
		},
		"Group": {"type": "AWS::RDS::DBParameterGroup", "properties": {"Family": family}},
	},
	{},
)

test_fails_with_a_group_of_another_version if {
	testing.statuses(parameter_group_fits) == {"Db": "fail", "Group": "pass"} with input as _stack(
		"postgres",
		"16.4",
		"postgres15",
	)
}

test_fails_with_a_group_of_another_engine if {
	testing.statuses(parameter_group_fits) == {"Db": "fail", "Group": "pass"} with input as _stack(
		"mariadb",
		"10.11",
		"mysql8.0",
	)
}

test_fails_with_a_family_that_is_not_there if {
	testing.statuses(parameter_group_fits) == {"Db": "pass", "Group": "fail"} with input as _stack(
		"postgres",
		"16.4",
		"postgres16.4",
	)
}

test_passes_when_they_fit if {
	every case in [
		["postgres", "16.4", "postgres16"],
		["mysql", "8.0.40", "mysql8.0"],
		["mysql", 8.4, "mysql8.4"],
		["aurora-mysql", "8.0.mysql_aurora.3.08.0", "aurora-mysql8.0"],
		["oracle-ee", "19", "oracle-ee-19"],
	] {
		testing.statuses(parameter_group_fits) == {"Db": "pass", "Group": "pass"} with input as _stack(
			case[0],
			case[1],
			case[2],
		)
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Version has no default")
	testing.statuses(parameter_group_fits).Db == "unknown" with input as _stack("postgres", open, "postgres15")
}

test_leaves_out_a_database_without_a_group_of_the_stack if {
	testing.statuses(parameter_group_fits) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBParameterGroupName": "shared"}}},
		{},
	)
}

test_leaves_a_family_that_is_put_together if {
	testing.statuses(parameter_group_fits) == {"Db": "pass", "Group": "pass"} with input as _stack(
		"postgres",
		"16.4",
		"postgres${regex(...)}",
	)
}
