# METADATA
# title: A function reads its source with settings that the source has
# description: >-
#   A stream is read from a position that has to be stated, a queue has none. More than ten messages of a queue at once
#   need a window to gather them in, and a FIFO queue has neither. What does not fit the source is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
#   - https://github.com/aws/aws-lambda-dotnet/pull/1758
# custom:
#   id: FC_LAMBDA_050
#   severity: critical
#   category: operations
#   types: [AWS::Lambda::EventSourceMapping]
#   attributes:
#     - BatchSize
#     - EventSourceArn
#     - MaximumBatchingWindowInSeconds
#     - AWS::SQS::Queue.FifoQueue
#   presence: [StartingPosition]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       # of a queue
#       BatchSize: 100
#       MaximumBatchingWindowInSeconds: 5
#       # of a stream
#       StartingPosition: TRIM_HORIZON
#     terraform: |
#       # of a queue
#       batch_size                         = 100
#       maximum_batching_window_in_seconds = 5
#       # of a stream
#       starting_position = "TRIM_HORIZON"
package stackgrade.rules.lambda.source_settings_fit

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[mapping.address] := mapping if {
	some mapping in resources.own("AWS::Lambda::EventSourceMapping")
	_kind(mapping)
}

subject[mapping.address] := mapping if {
	some mapping in resources.own("AWS::Lambda::EventSourceMapping")
	values.is_unknown(mapping.properties.EventSourceArn)
}

fail contains findings.at(mapping, "StartingPosition", "a stream is read from a stated position") if {
	some mapping in subject
	_kind(mapping) == "stream"
	not resources.has(mapping, ["StartingPosition"])
}

fail contains findings.at(mapping, "ScalingConfig", "only what reads a queue is scaled so") if {
	some mapping in subject
	_kind(mapping) == "stream"
	resources.has(mapping, ["ScalingConfig", "MaximumConcurrency"])
}

fail contains findings.at(mapping, "StartingPosition", "a queue is not read from a position") if {
	some mapping in subject
	_kind(mapping) == "queue"
	resources.has(mapping, ["StartingPosition"])
}

fail contains findings.at(mapping, "BatchSize", "more than ten messages at once need a window to gather them in") if {
	some mapping in subject
	_kind(mapping) == "queue"
	not _is_fifo(mapping)
	values.number(mapping.properties.BatchSize) > 10
	object.get(mapping.properties, "MaximumBatchingWindowInSeconds", 0) in {0, "0"}
}

fail contains findings.at(mapping, "BatchSize", "a FIFO queue gives at most ten messages at once") if {
	some mapping in subject
	_is_fifo(mapping)
	values.number(mapping.properties.BatchSize) > 10
}

fail contains findings.at(mapping, "MaximumBatchingWindowInSeconds", "messages of a FIFO queue are not gathered") if {
	some mapping in subject
	_is_fifo(mapping)
	values.number(mapping.properties.MaximumBatchingWindowInSeconds) > 0
}

_kind(mapping) := {
	"AWS::DynamoDB::Table": "stream",
	"AWS::Kinesis::Stream": "stream",
	"AWS::SQS::Queue": "queue",
}[resources.target(mapping.properties.EventSourceArn).type]

_is_fifo(mapping) if {
	queue := resources.target(mapping.properties.EventSourceArn)
	queue.type == "AWS::SQS::Queue"
	queue.properties.FifoQueue == true
}
