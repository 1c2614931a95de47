package stackgrade.rules.rds.multi_az_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.multi_az

test_fails_without_a_standby if {
	testing.statuses(multi_az) == {"Off": "fail", "Absent": "fail"} with input as testing.stack(
		{
			"Off": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": false}},
			"Absent": {"type": "AWS::RDS::DBInstance", "properties": {}},
		},
		{},
	)
}

test_passes_with_a_standby if {
	testing.statuses(multi_az) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": true}}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(multi_az) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"MultiAZ": testing.unknown("parameter Standby has no default")},
		}},
		{},
	)
}

test_fails_for_a_cluster_with_one_instance if {
	testing.statuses(multi_az) == {"Cluster": "fail"} with input as testing.stack(
		{"Cluster": _cluster, "Writer": _member},
		{},
	)
}

test_passes_for_a_cluster_with_two_instances if {
	testing.statuses(multi_az) == {"Cluster": "pass"} with input as testing.stack(
		{"Cluster": _cluster, "Writer": _member, "Reader": _member},
		{},
	)
}

test_finds_the_instances_of_a_cluster_by_its_name if {
	member := {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "shop-${Suffix}"}}
	testing.statuses(multi_az) == {"Cluster": "pass"} with input as testing.stack(
		{
			"Cluster": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"Engine": "aurora-mysql", "DBClusterIdentifier": "shop-${Suffix}"},
			},
			"Writer": member,
			"Reader": member,
		},
		{},
	)
}

test_passes_for_a_cluster_that_scales_out if {
	testing.statuses(multi_az) == {"Cluster": "pass"} with input as testing.stack(
		{
			"Cluster": _cluster,
			"Writer": _member,
			"Readers": {
				"type": "AWS::ApplicationAutoScaling::ScalableTarget",
				"properties": {"ResourceId": "cluster:${Cluster}", "MinCapacity": 1, "MaxCapacity": 4},
			},
		},
		{},
	)
}

test_unknown_for_a_cluster_when_a_part_of_the_stack_is_out_of_sight if {
	testing.statuses(multi_az) == {"Cluster": "unknown"} with input as testing.stack(
		{"Cluster": _cluster, "Writer": _member},
		{"incomplete": [{"address": "Macro", "reason": "a macro adds resources"}]},
	)
}

test_leaves_out_what_has_no_standby_of_its_own if {
	testing.statuses(multi_az) == {} with input as testing.stack(
		{
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "shop"}},
			"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "main"}},
			"Express": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "sqlserver-ex"}},
			"Custom": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "custom-oracle-ee"}},
			"Serverless": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"Engine": "aurora-mysql", "EngineMode": "serverless"},
			},
			"ThreeZones": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "postgres"}},
		},
		{},
	)
}

test_does_not_apply_to_one_zone if {
	testing.statuses(multi_az) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MultiAZ": false}}},
		{"profile": testing.disposable},
	)
}

_cluster := {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "aurora-mysql"}}

_member := {
	"type": "AWS::RDS::DBInstance",
	"properties": {"Engine": "aurora-mysql", "DBClusterIdentifier": testing.ref("Cluster", "Ref")},
}

test_leaves_out_clusters_of_how_many_instances_is_open if {
	testing.statuses(multi_az) == {} with input as testing.stack(
		{"Cluster": _cluster, "Instances": object.union(_member, {"conditions": ["var.instances"]})},
		{"format": "terraform"},
	)
}
