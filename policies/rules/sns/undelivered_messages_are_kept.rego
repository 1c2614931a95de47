# METADATA
# title: What a topic cannot deliver is kept
# description: >-
#   When an endpoint is gone or refuses a message, SNS gives up, at once or after some hours, and the message is lost.
#   With a queue for failures it can be examined and sent again.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
# custom:
#   id: FC_SNS_030
#   severity: low
#   category: availability
#   types: [AWS::SNS::Subscription]
#   attributes: [Protocol]
#   presence: [RedrivePolicy]
#   when: {environment: production}
#   failures: [E-missing_dlq]
#   remediation:
#     cloudformation: |
#       RedrivePolicy:
#         deadLetterTargetArn: !GetAtt Undelivered.Arn
#     terraform: |
#       redrive_policy = jsonencode({
#         deadLetterTargetArn = aws_sqs_queue.undelivered.arn
#       })
package stackgrade.rules.sns.undelivered_messages_are_kept

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# People have no queue for failures. A subscription whose protocol is open stays a subject, to be unknown.
subject[subscription.address] := subscription if {
	some subscription in resources.own("AWS::SNS::Subscription")
	_is_of_a_program(object.get(subscription.properties, "Protocol", ""))
}

fail contains findings.at(subscription, "RedrivePolicy", "messages that cannot be delivered are lost") if {
	some subscription in subject
	not resources.has(subscription, ["RedrivePolicy"])
}

_is_of_a_program(protocol) if protocol in {"firehose", "http", "https", "lambda", "sqs"}

_is_of_a_program(protocol) if values.is_unknown(protocol)
