package stackgrade.rules.rds.minor_upgrades_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.minor_upgrades

test_fails_when_switched_off if {
	testing.statuses(minor_upgrades) == {"Db": "fail", "Cluster": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"AutoMinorVersionUpgrade": false}},
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"AutoMinorVersionUpgrade": false}},
		},
		{},
	)
}

test_passes_when_on if {
	testing.statuses(minor_upgrades) == {"On": "pass", "Absent": "pass"} with input as testing.stack(
		{
			"On": {"type": "AWS::RDS::DBInstance", "properties": {"AutoMinorVersionUpgrade": true}},
			"Absent": {"type": "AWS::RDS::DBInstance", "properties": {}},
		},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(minor_upgrades) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"AutoMinorVersionUpgrade": testing.unknown("parameter Upgrade has no default")},
		}},
		{},
	)
}

test_leaves_out_rds_custom_which_has_it_off if {
	testing.statuses(minor_upgrades) == {} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"Engine": "custom-oracle-ee", "AutoMinorVersionUpgrade": false},
		}},
		{},
	)
}
