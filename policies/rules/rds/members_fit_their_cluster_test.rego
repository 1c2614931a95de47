package stackgrade.rules.rds.members_fit_their_cluster_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.members_fit_their_cluster

_stack(cluster, member) := testing.stack(
	{
		"Cluster": {"type": "AWS::RDS::DBCluster", "properties": cluster},
		"Member": {
			"type": "AWS::RDS::DBInstance",
			"properties": object.union({"DBClusterIdentifier": testing.ref("Cluster", "Ref")}, member),
		},
	},
	{},
)

_aurora := {"Engine": "aurora-postgresql"}

_serverless := {"Engine": "aurora-postgresql", "DBInstanceClass": "db.serverless"}

test_fails_for_another_engine if {
	testing.statuses(members_fit_their_cluster) == {"Member": "fail"} with input as _stack(_aurora, {"Engine": "postgres"})
}

test_fails_without_capacity if {
	testing.statuses(members_fit_their_cluster) == {"Member": "fail"} with input as _stack(_aurora, _serverless)
}

test_passes_with_what_fits if {
	testing.statuses(members_fit_their_cluster) == {"Member": "pass"} with input as _stack(_aurora, _aurora)
	testing.statuses(members_fit_their_cluster) == {"Member": "pass"} with input as _stack(
		object.union(_aurora, {"ServerlessV2ScalingConfiguration": {"MinCapacity": 1, "MaxCapacity": 4}}),
		_serverless,
	)
	testing.statuses(members_fit_their_cluster) == {"Member": "pass"} with input as _stack(_aurora, {})
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(members_fit_their_cluster) == {"Member": "unknown"} with input as _stack(
		_aurora,
		{"Engine": testing.unknown("parameter X has no default")},
	)
}

test_leaves_out_instances_of_their_own if {
	testing.statuses(members_fit_their_cluster) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Engine": "postgres"}}},
		{},
	)
}
