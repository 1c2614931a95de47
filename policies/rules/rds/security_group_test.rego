package stackgrade.rules.rds.security_group_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.security_group

test_fails_without if {
	testing.statuses(security_group) == {"Db": "fail", "Cluster": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {}},
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"VpcSecurityGroupIds": []}},
		},
		{},
	)
}

test_passes_with if {
	testing.statuses(security_group) == {"Db": "pass", "Cluster": "pass"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"VPCSecurityGroups": [testing.ref("Group", "GroupId")]},
			},
			"Cluster": {
				"type": "AWS::RDS::DBCluster",
				"properties": {
					"VpcSecurityGroupIds": [
						testing.unknown("parameter X has no default"),
					],
				},
			},
		},
		{},
	)
}

test_leaves_out_members if {
	testing.statuses(security_group) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "c"}}},
		{},
	)
}
