# METADATA
# title: The queue for failed messages is of the same kind
# description: >-
#   The dead-letter queue of a FIFO queue is a FIFO queue itself, and that of a standard queue a standard one. Anything
#   else is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
# custom:
#   id: FC_SQS_052
#   severity: critical
#   category: operations
#   types: [AWS::SQS::Queue]
#   attributes: [FifoQueue]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       FailedOrders:
#         Type: AWS::SQS::Queue
#         Properties:
#           FifoQueue: true # and left out where the queue itself is not FIFO
#     terraform: |
#       resource "aws_sqs_queue" "failed_orders" {
#         name       = "failed-orders.fifo"
#         fifo_queue = true
#       }
package stackgrade.rules.sqs.failed_messages_keep_their_kind

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Where that queue's kind is open, the one of this queue says nothing.
subject[queue.address] := queue if {
	some queue in resources.own("AWS::SQS::Queue")
	is_boolean(_is_fifo(_failed(queue)))
}

fail contains findings.at(queue, "RedrivePolicy.deadLetterTargetArn", message) if {
	some queue in subject
	message := _messages[[_is_fifo(queue), _is_fifo(_failed(queue))]]
}

_messages := {
	[true, false]: "the queue is FIFO, and that for its failed messages is not",
	[false, true]: "the queue is not FIFO, and that for its failed messages is",
}

_is_fifo(queue) := object.get(queue.properties, "FifoQueue", false)

_failed(queue) := failed if {
	failed := resources.target(queue.properties.RedrivePolicy.deadLetterTargetArn)
	failed.type == "AWS::SQS::Queue"
}
