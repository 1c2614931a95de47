package stackgrade.rules.rds.parameter_group_attached_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.parameter_group_attached

test_fails_for_the_default if {
	testing.statuses(parameter_group_attached) == {"Db": "fail", "Cluster": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {}},
			"Cluster": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"DBClusterParameterGroupName": "default.aurora-mysql8.0"},
			},
		},
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
	)
}

test_passes_for_its_own if {
	testing.statuses(parameter_group_attached) == {"Db": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"DBParameterGroupName": testing.ref("Settings", "Ref")},
			},
		},
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
	)
}

test_unknown_when_open if {
	testing.statuses(parameter_group_attached) == {"Db": "unknown"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {
					"DBParameterGroupName": testing.unknown("parameter X has no default"),
				},
			},
		},
		{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
	)
}

test_applies_to_regulated_stacks_only if {
	testing.statuses(parameter_group_attached) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}
