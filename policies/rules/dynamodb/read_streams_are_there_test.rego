package stackgrade.rules.dynamodb.read_streams_are_there_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.dynamodb.read_streams_are_there

_stack(table, attribute) := testing.stack(
	{
		"Table": {"type": "AWS::DynamoDB::Table", "properties": table},
		"Mapping": {
			"type": "AWS::Lambda::EventSourceMapping",
			"properties": {"EventSourceArn": testing.ref("Table", attribute)},
		},
	},
	{},
)

test_fails_without_a_stream if {
	testing.statuses(read_streams_are_there) == {"Table": "fail"} with input as _stack({}, "StreamArn")
}

test_passes_with_a_stream if {
	testing.statuses(read_streams_are_there) == {"Table": "pass"} with input as _stack(
		{"StreamSpecification": {"StreamViewType": "KEYS_ONLY"}},
		"StreamArn",
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(read_streams_are_there) == {"Table": "unknown"} with input as _stack(
		{"StreamSpecification": testing.unknown("parameter X has no default")},
		"StreamArn",
	)
}

test_leaves_out_tables_that_nobody_reads_so if {
	testing.statuses(read_streams_are_there) == {} with input as _stack({}, "Arn")
}
