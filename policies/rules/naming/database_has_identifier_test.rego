package stackgrade.rules.naming.database_has_identifier_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.database_has_identifier

_suffix := {"parameters": {"EnvironmentSuffix": {"type": "String", "default": "dev"}}}

_queue := {"type": "AWS::SQS::Queue", "properties": {"QueueName": "orders-dev"}}

_cluster(properties) := {"type": "AWS::RDS::DBCluster", "properties": properties}

test_fails_when_others_have_names if {
	testing.statuses(database_has_identifier) == {"Cluster": "fail", "Db": "fail"} with input as testing.reviewed(
		{"Cluster": _cluster({}), "Db": {"type": "AWS::RDS::DBInstance", "properties": {}}, "Orders": _queue},
		_suffix,
	)
	testing.statuses(database_has_identifier) == {"Cluster": "fail"} with input as testing.reviewed(
		{"Cluster": _cluster({}), "Orders": _queue},
		{"format": "cdk"},
	)
}

test_passes_with_an_identifier if {
	every name in ["shop-dev", testing.unknown("a parameter")] {
		testing.statuses(database_has_identifier) == {"Cluster": "pass"} with input as testing.reviewed(
			{"Cluster": _cluster({"DBClusterIdentifier": name}), "Orders": _queue},
			_suffix,
		)
	}
}

test_leaves_out_stacks_that_leave_names_to_aws if {
	testing.statuses(database_has_identifier) == {} with input as testing.reviewed(
		{"Cluster": _cluster({}), "Orders": {"type": "AWS::SQS::Queue"}},
		_suffix,
	)
	testing.statuses(database_has_identifier) == {} with input as testing.reviewed(
		{"Cluster": _cluster({}), "Orders": _queue},
		{},
	)
}

test_leaves_out_members if {
	testing.statuses(database_has_identifier) == {} with input as testing.reviewed(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "c"}}, "Orders": _queue},
		_suffix,
	)
}
