# METADATA
# title: A stream that converts or partitions what it delivers gathers enough of it
# description: >-
#   A delivery stream that converts records to another format, or sorts them into partitions by their content, gathers
#   64 MiB at least before it writes. A smaller buffer is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html
#   - https://docs.aws.amazon.com/firehose/latest/dev/enable-record-format-conversion.html
#   - https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html
# custom:
#   id: FC_KINESIS_050
#   severity: critical
#   category: operations
#   types: [AWS::KinesisFirehose::DeliveryStream]
#   attributes:
#     - ExtendedS3DestinationConfiguration.BufferingHints.SizeInMBs
#     - ExtendedS3DestinationConfiguration.DataFormatConversionConfiguration.Enabled
#     - ExtendedS3DestinationConfiguration.DynamicPartitioningConfiguration.Enabled
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       BufferingHints:
#         SizeInMBs: 128
#         IntervalInSeconds: 300
#     terraform: |
#       buffering_size     = 128
#       buffering_interval = 300
package stackgrade.rules.kinesis.buffers_are_big_enough

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[stream.address] := stream if {
	some stream in resources.own("AWS::KinesisFirehose::DeliveryStream")
	some what in object.keys(_what)
	resources.has(stream, ["ExtendedS3DestinationConfiguration", what])
}

fail contains findings.at(stream, "ExtendedS3DestinationConfiguration.BufferingHints.SizeInMBs", message) if {
	some stream in subject
	destination := stream.properties.ExtendedS3DestinationConfiguration
	_gathered(destination) < 64
	some what, words in _what
	_is_on(what, destination[what])
	message := concat(" ", ["a stream that", words, "gathers 64 MiB at least"])
}

_what := {
	"DataFormatConversionConfiguration": "converts records",
	"DynamicPartitioningConfiguration": "partitions records by their content",
}

_gathered(destination) := values.number(destination.BufferingHints.SizeInMBs)

# The provider of Terraform sends its default, and Firehose chooses one that fits where it is told nothing.
_gathered(destination) := 5 if {
	resources.is_terraform
	object.get(destination, ["BufferingHints", "SizeInMBs"], null) == null
}

_is_on(_, configuration) if configuration.Enabled == true

# Conversion is on when it is described.
_is_on("DataFormatConversionConfiguration", configuration) if object.get(configuration, "Enabled", null) == null
