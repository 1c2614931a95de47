package stackgrade.rules.rds.user_name_not_reserved_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.user_name_not_reserved

_stack(engine, name) := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": engine, "MasterUsername": name}}},
	{},
)

test_fails_with_a_reserved_name if {
	testing.statuses(user_name_not_reserved) == {"Db": "fail"} with input as _stack("aurora-postgresql", "admin")
	testing.statuses(user_name_not_reserved) == {"Db": "fail"} with input as _stack("postgres", "User")
	testing.statuses(user_name_not_reserved) == {"Db": "fail"} with input as _stack("mysql", "rdsadmin")
}

test_knows_documentdb if {
	every name, status in {"admin": "fail", "shop_owner": "pass"} {
		testing.statuses(user_name_not_reserved) == {"Db": status} with input as testing.stack(
			{"Db": {"type": "AWS::DocDB::DBCluster", "properties": {"MasterUsername": name}}},
			{},
		)
	}
}

test_passes_with_another_name if {
	testing.statuses(user_name_not_reserved) == {"Db": "pass"} with input as _stack("postgres", "shop_owner")
	testing.statuses(user_name_not_reserved) == {"Db": "pass"} with input as _stack("mysql", "admin")
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Name has no default")
	testing.statuses(user_name_not_reserved) == {"Db": "unknown"} with input as _stack("postgres", open)
}

test_leaves_out_a_database_without_a_user if {
	testing.statuses(user_name_not_reserved) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance"}},
		{},
	)
}
