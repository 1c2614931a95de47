# METADATA
# title: A queue lets in the services that send to it
# description: >-
#   Rules, topics and buckets send to a queue in their own name. Without a statement for them in the queue's
#   policy a bucket's notification cannot be set up, and events of the others are lost without a word.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
# custom:
#   id: FC_SQS_002
#   severity: high
#   category: access
#   types: [AWS::SQS::Queue]
#   companions:
#     - AWS::SQS::QueuePolicy.PolicyDocument.Statement[].Effect
#     - AWS::SQS::QueuePolicy.PolicyDocument.Statement[].Principal
#     - AWS::SQS::QueuePolicy.Queues[]
#   failures: [E-missing_bucket_policy_for_service_delivery]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           Service: events.amazonaws.com # the one that the message names
#         Action: sqs:SendMessage
#         Resource: !GetAtt Orders.Arn
#         Condition:
#           ArnEquals:
#             aws:SourceArn: !GetAtt Nightly.Arn # what sends; of several senders a list
#     terraform: |
#       statement {
#         actions   = ["sqs:SendMessage"]
#         resources = [aws_sqs_queue.orders.arn]
#
#         principals {
#           type        = "Service"
#           identifiers = ["events.amazonaws.com"] # the one that the message names
#         }
#       }
package stackgrade.rules.sqs.senders_are_let_in

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::SQS::Queue")
	count(_senders(resource)) > 0
}

fail contains findings.missing(resource, message) if {
	some resource in subject
	some service in _senders(resource)
	not deliveries.takes_from(resource, service)
	message := concat("", ["no policy lets ", service, ".amazonaws.com send, which does"])
}

_senders(target) := deliveries.senders(target) & {"events", "s3", "sns"}
