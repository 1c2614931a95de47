package stackgrade.rules.lambda.reaches_its_database_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.reaches_its_database

_stack(function, database) := testing.stack(
	{
		"Orders": {"type": "AWS::Lambda::Function", "properties": object.union(
			{"Environment": {"Variables": {"HOST": testing.ref("Db", "Endpoint.Address")}}},
			function,
		)},
		"Db": database,
	},
	{},
)

_instance(properties) := {"type": "AWS::RDS::DBInstance", "properties": properties}

test_fails_outside_of_the_network if {
	every database in [
		_instance({}),
		{"type": "AWS::RDS::DBCluster"},
		{"type": "AWS::RDS::DBProxy"},
		{"type": "AWS::ElastiCache::ReplicationGroup"},
	] {
		testing.statuses(reaches_its_database) == {"Orders": "fail"} with input as _stack({}, database)
	}
}

test_asks_inline_code_whether_it_reads_the_endpoint if {
	every code, statuses in {"connect(os.environ['HOST'])": {"Orders": "fail"}, "return 200": {}} {
		testing.statuses(reaches_its_database) == statuses with input as _stack(
			{"Code": {"ZipFile": code}},
			_instance({}),
		)
	}
}

test_passes_inside if {
	testing.statuses(reaches_its_database) == {"Orders": "pass"} with input as _stack(
		{"VpcConfig": {"SubnetIds": ["subnet-1"]}},
		_instance({}),
	)
}

test_leaves_out_what_is_reached_from_outside if {
	every database in [
		_instance({"PubliclyAccessible": true}),
		{"type": "AWS::RDS::DBCluster", "properties": {"EnableHttpEndpoint": true}},
		{"type": "AWS::S3::Bucket"},
	] {
		testing.statuses(reaches_its_database) == {} with input as _stack({}, database)
	}
}

test_leaves_out_a_cluster_with_public_members if {
	testing.statuses(reaches_its_database) == {} with input as testing.stack(
		{
			"Orders": {"type": "AWS::Lambda::Function", "properties": {"Environment": {"Variables": {
				"HOST": testing.ref("Cluster", "Endpoint.Address"),
			}}}},
			"Cluster": {"type": "AWS::RDS::DBCluster"},
			"Writer": _instance({
				"DBClusterIdentifier": testing.ref("Cluster", "Ref"),
				"PubliclyAccessible": true,
			}),
		},
		{},
	)
}

test_leaves_out_who_only_knows_the_name if {
	testing.statuses(reaches_its_database) == {} with input as _stack(
		{"Environment": {"Variables": {"HOST": testing.ref("Db", "DBInstanceArn")}}},
		_instance({}),
	)
}

test_unknown_when_it_is_open_whether_the_database_is_public if {
	testing.statuses(reaches_its_database) == {"Orders": "unknown"} with input as _stack(
		{},
		_instance({"PubliclyAccessible": testing.unknown("parameter Public has no default")}),
	)
}
