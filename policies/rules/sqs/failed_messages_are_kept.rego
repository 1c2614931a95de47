# METADATA
# title: Messages that nobody can process leave the queue
# description: >-
#   A message that its consumer fails on comes back until its time is over, keeps the others waiting, and is then gone.
#   A dead-letter queue takes it out after some tries, to be examined.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
# custom:
#   id: FC_SQS_001
#   severity: medium
#   category: availability
#   types: [AWS::SQS::Queue]
#   presence: [RedrivePolicy]
#   failures: [E-missing_dlq]
#   also: [AwsSolutions-SQS3]
#   remediation:
#     cloudformation: |
#       RedrivePolicy:
#         deadLetterTargetArn: !GetAtt FailedOrders.Arn
#         maxReceiveCount: 5
#     terraform: |
#       redrive_policy = jsonencode({
#         deadLetterTargetArn = aws_sqs_queue.failed_orders.arn
#         maxReceiveCount     = 5
#       })
package stackgrade.rules.sqs.failed_messages_are_kept

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What has failed already stays in the queue that takes it.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::SQS::Queue")
	not _takes_failures(resource)
}

fail contains findings.at(resource, "RedrivePolicy", "messages that cannot be processed are lost in the end") if {
	some resource in subject
	not resources.has(resource, ["RedrivePolicy"])
}

_takes_failures(queue) if {
	some edge in resources.edges_to(queue.address)
	regex.match(`(?i)(deadletter|onfailure|redrive)`, edge.attribute)
}

_takes_failures(queue) if resources.has(queue, ["RedriveAllowPolicy"])

_takes_failures(queue) if {
	some name in [queue.address, object.get(queue.properties, "QueueName", "")]
	is_string(name)
	regex.match(`(?i)(dlq|dead.?letter|fail|reject|redrive)`, name)
}
