package stackgrade.rules.rds.subnet_group_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.subnet_group

test_fails_when_missing if {
	testing.statuses(subnet_group) == {"Db": "fail"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}

test_passes_when_there if {
	testing.statuses(subnet_group) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBSubnetGroupName": testing.ref("Other", "Ref")},
			},
		},
		{},
	)
}

test_passes_when_a_parameter_gives_it if {
	testing.statuses(subnet_group) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"DBSubnetGroupName": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_leaves_out_members if {
	testing.statuses(subnet_group) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "c"}}},
		{},
	)
}
