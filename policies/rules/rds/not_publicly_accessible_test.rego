package stackgrade.rules.rds.not_publicly_accessible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.not_publicly_accessible

test_fails_when_public if {
	testing.statuses(not_publicly_accessible) == {
		"Db": "fail",
		"Member": "fail",
		"Cluster": "fail",
	} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"PubliclyAccessible": true}},
			"Member": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBClusterIdentifier": "shop", "PubliclyAccessible": true},
			},
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"PubliclyAccessible": true}},
		},
		{},
	)
}

test_passes_when_private if {
	testing.statuses(not_publicly_accessible) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"PubliclyAccessible": false}}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(not_publicly_accessible) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"PubliclyAccessible": testing.unknown("parameter Public has no default")},
		}},
		{},
	)
}

test_leaves_out_what_hangs_on_the_subnets if {
	testing.statuses(not_publicly_accessible) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "mysql"}}},
		{},
	)
}
