package stackgrade.lib.outputs_test

import data.stackgrade.lib.outputs
import data.stackgrade.lib.testing

_stack := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance"}, "aws_sqs_queue.orders": {"type": "AWS::SQS::Queue"}},
	{"outputs": {
		"Endpoint": {"value": "${Db.Endpoint.Address}:5432"},
		"OrdersUrl": {"value": "${aws_sqs_queue.orders.Arn}"},
		"ExportsOutputRefDb81BD5F67": {"value": testing.ref("Db", "Ref")},
		"ExportsOutputs": {"value": "what"},
	}},
)

test_outputs_of_cdk_are_not_written if {
	object.keys(outputs.written) == {"Endpoint", "ExportsOutputs", "OrdersUrl"} with input as _stack
}

test_tells_of_what_text_names if {
	every address in ["Db", "aws_sqs_queue.orders"] {
		outputs.tell_of({"address": address}) with input as _stack
	}
	not outputs.tell_of({"address": "Other"}) with input as _stack
}

test_gives_an_attribute_as_it_is_or_in_text if {
	outputs.give({"address": "aws_sqs_queue.orders"}, "Arn") with input as _stack
	not outputs.give({"address": "aws_sqs_queue.orders"}, "Ref") with input as _stack
	outputs.give({"address": "Db"}, "Address") with input as testing.stack({}, {"outputs": {"Url": {"value": {
		"$ref": "Db",
		"attribute": "Address",
	}}}})
}
