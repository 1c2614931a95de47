package stackgrade.rules.dynamodb.indexes_can_be_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.dynamodb.indexes_can_be_made

_key(name, type) := {"AttributeName": name, "KeyType": type}

_keys := [_key("id", "HASH"), _key("date", "RANGE")]

_local(keys) := {"LocalSecondaryIndexes": [{"IndexName": "own", "KeySchema": keys}]}

_global(more) := {"GlobalSecondaryIndexes": [object.union({"IndexName": "all", "KeySchema": _keys}, more)]}

_throughput := {"ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}}

_stack(properties) := testing.stack(
	{"Table": {"type": "AWS::DynamoDB::Table", "properties": object.union({"KeySchema": _keys}, properties)}},
	{},
)

test_fails_for_a_local_index_without_a_sort_key if {
	testing.statuses(indexes_can_be_made) == {"Table": "fail"} with input as _stack(_local([_key("id", "HASH")]))
	testing.statuses(indexes_can_be_made) == {"Table": "fail"} with input as _stack(object.union(
		_local(_keys),
		{"KeySchema": [_key("id", "HASH")]},
	))
}

test_fails_for_a_local_index_with_another_partition_key if {
	keys := [_key("owner", "HASH"), _key("date", "RANGE")]
	testing.statuses(indexes_can_be_made) == {"Table": "fail"} with input as _stack(_local(keys))
}

test_fails_for_throughput_that_does_not_fit if {
	testing.statuses(indexes_can_be_made) == {"Table": "fail"} with input as _stack(_global({}))
	testing.statuses(indexes_can_be_made) == {"Table": "fail"} with input as _stack(object.union(
		_global(_throughput),
		{"BillingMode": "PAY_PER_REQUEST"},
	))
}

test_fails_for_one_name_of_two if {
	both := object.union(_global(_throughput), {"LocalSecondaryIndexes": [{"IndexName": "all", "KeySchema": _keys}]})
	testing.statuses(indexes_can_be_made) == {"Table": "fail"} with input as _stack(both)
}

test_fails_for_too_many if {
	indexes := [{"IndexName": name, "KeySchema": _keys} | some name in ["a", "b", "c", "d", "e", "f"]]
	testing.statuses(indexes_can_be_made) == {"Table": "fail"} with input as _stack({"LocalSecondaryIndexes": indexes})
}

test_passes_when_they_fit if {
	testing.statuses(indexes_can_be_made) == {"Table": "pass"} with input as _stack(_local(_keys))
	testing.statuses(indexes_can_be_made) == {"Table": "pass"} with input as _stack(_global(_throughput))
	testing.statuses(indexes_can_be_made) == {"Table": "pass"} with input as _stack(object.union(
		_global({}),
		{"BillingMode": "PAY_PER_REQUEST"},
	))
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Mode has no default")
	testing.statuses(indexes_can_be_made) == {"Table": "unknown"} with input as _stack(object.union(
		_global({}),
		{"BillingMode": open},
	))
}

test_leaves_out_a_table_without_indexes if {
	testing.statuses(indexes_can_be_made) == {} with input as _stack({})
}
