package stackgrade.rules.kinesis.buffers_are_big_enough_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kinesis.buffers_are_big_enough

_stack(what, enabled, size) := testing.stack(
	{"Stream": {
		"type": "AWS::KinesisFirehose::DeliveryStream",
		"properties": {"ExtendedS3DestinationConfiguration": {
			"BufferingHints": {"SizeInMBs": size},
			what: {"Enabled": enabled},
		}},
	}},
	{},
)

_conversion := "DataFormatConversionConfiguration"

_partitions := "DynamicPartitioningConfiguration"

test_fails_with_a_small_buffer if {
	testing.statuses(buffers_are_big_enough) == {"Stream": "fail"} with input as _stack(_conversion, true, 5)
	testing.statuses(buffers_are_big_enough) == {"Stream": "fail"} with input as _stack(_partitions, true, "63")
}

test_passes_with_a_big_one_or_without if {
	testing.statuses(buffers_are_big_enough) == {"Stream": "pass"} with input as _stack(_conversion, true, 64)
	testing.statuses(buffers_are_big_enough) == {"Stream": "pass"} with input as _stack(_conversion, false, 5)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(buffers_are_big_enough) == {"Stream": "unknown"} with input as _stack(_partitions, true, open)
}

test_leaves_out_plain_streams if {
	testing.statuses(buffers_are_big_enough) == {} with input as _stack("ProcessingConfiguration", true, 5)
}

test_conversion_is_on_by_itself if {
	testing.statuses(buffers_are_big_enough) == {"Stream": "fail"} with input as _plain({
		"BufferingHints": {"SizeInMBs": 5},
		_conversion: {"SchemaConfiguration": {"DatabaseName": "shop"}},
	})
}

test_the_provider_gathers_five_by_itself if {
	partitioned := _plain({_partitions: {"Enabled": true}})
	testing.statuses(buffers_are_big_enough) == {"Stream": "pass"} with input as partitioned
	in_terraform := object.union(partitioned, {"format": "terraform"})
	testing.statuses(buffers_are_big_enough) == {"Stream": "fail"} with input as in_terraform
}

_plain(destination) := testing.stack(
	{"Stream": {
		"type": "AWS::KinesisFirehose::DeliveryStream",
		"properties": {"ExtendedS3DestinationConfiguration": destination},
	}},
	{},
)
