package stackgrade.rules.logs.group_comes_first_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.logs.group_comes_first

_group(name) := {"type": "AWS::Logs::LogGroup", "properties": {"LogGroupName": name}}

_database := {"type": "AWS::RDS::DBInstance", "properties": {
	"DBInstanceIdentifier": "orders",
	"EnableCloudwatchLogsExports": ["postgresql"],
}}

_function := {"type": "AWS::Lambda::Function", "properties": {"FunctionName": "seed"}}

_custom := {"type": "Custom::Seed", "properties": {"ServiceToken": testing.ref("Function", "Arn")}}

test_fails_for_the_group_that_follows_its_database if {
	every group in [
		_group("/aws/rds/instance/${Writer}/postgresql"),
		object.union(_group("/aws/rds/instance/orders/postgresql"), {"depends_on": ["Writer"]}),
	] {
		stack := testing.stack({"Group": group, "Writer": _database}, {})
		testing.statuses(group_comes_first) == {"Group": "fail"} with input as stack
	}
}

test_fails_for_the_group_that_follows_its_cluster if {
	stack := testing.stack(
		{
			"Group": _group("/aws/eks/${Writer}/cluster"),
			"Writer": {
				"type": "AWS::EKS::Cluster",
				"properties": {"Logging": {"ClusterLogging": {"EnabledTypes": [{"Type": "api"}]}}},
			},
		},
		{},
	)
	testing.statuses(group_comes_first) == {"Group": "fail"} with input as stack
}

test_passes_when_the_database_does_not_come_before if {
	every writer in [_database, object.union(_database, {"depends_on": ["Group"]})] {
		stack := testing.stack({"Group": _group("/aws/rds/instance/orders/postgresql"), "Writer": writer}, {})
		testing.statuses(group_comes_first) == {"Group": "pass"} with input as stack
	}
}

test_fails_when_the_function_is_called_before if {
	every name in ["/aws/lambda/seed", "/aws/lambda/${Function}"] {
		stack := testing.stack({"Group": _group(name), "Function": _function, "Seed": _custom}, {})
		testing.statuses(group_comes_first) == {"Group": "fail"} with input as stack
	}
}

test_passes_when_the_call_waits if {
	every more in [
		{"Seed": {"depends_on": ["Group"]}},
		{"Function": {"depends_on": ["Group"]}},
	] {
		stack := testing.stack(
			object.union({"Group": _group("/aws/lambda/seed"), "Function": _function, "Seed": _custom}, more),
			{},
		)
		testing.statuses(group_comes_first) == {"Group": "pass"} with input as stack
	}
}

test_leaves_out_groups_of_other_names_below_the_database if {
	stack := testing.stack({"Group": _group("/aws/rds/instance/${Writer}/test"), "Writer": _database}, {})
	testing.statuses(group_comes_first) == {} with input as stack
}

test_leaves_out_groups_that_nothing_else_makes if {
	every writer in [_function, {"type": "AWS::RDS::DBInstance", "properties": {"DBInstanceIdentifier": "seed"}}] {
		stack := testing.stack({"Group": _group("/aws/lambda/seed"), "Writer": writer}, {})
		testing.statuses(group_comes_first) == {} with input as stack
	}
}
