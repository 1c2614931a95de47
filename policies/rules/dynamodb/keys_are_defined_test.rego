package stackgrade.rules.dynamodb.keys_are_defined_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.dynamodb.keys_are_defined

_stack(defined, more) := testing.stack(
	{"Table": {
		"type": "AWS::DynamoDB::Table",
		"properties": object.union(
			{
				"AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} | some name in defined],
				"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
			},
			more,
		),
	}},
	{},
)

_index := {"GlobalSecondaryIndexes": [{"KeySchema": [{"AttributeName": "owner", "KeyType": "HASH"}]}]}

test_fails_when_a_key_is_not_defined if {
	testing.statuses(keys_are_defined) == {"Table": "fail"} with input as _stack([], {})
	testing.statuses(keys_are_defined) == {"Table": "fail"} with input as _stack(["id"], _index)
}

test_fails_when_no_key_is_of_an_attribute if {
	testing.statuses(keys_are_defined) == {"Table": "fail"} with input as _stack(["id", "owner"], {})
}

test_passes_when_they_agree if {
	testing.statuses(keys_are_defined) == {"Table": "pass"} with input as _stack(["id"], {})
	testing.statuses(keys_are_defined) == {"Table": "pass"} with input as _stack(["id", "owner"], _index)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Key has no default")
	testing.statuses(keys_are_defined) == {"Table": "unknown"} with input as _stack(
		["id", "owner"],
		{"KeySchema": [{"AttributeName": open, "KeyType": "HASH"}]},
	)
}

test_leaves_out_a_table_without_keys if {
	testing.statuses(keys_are_defined) == {} with input as testing.stack(
		{"Table": {"type": "AWS::DynamoDB::Table", "properties": {"AttributeDefinitions": []}}},
		{},
	)
}
