# METADATA
# title: A topic lets in the services that publish to it
# description: >-
#   Rules, buckets and budgets publish in their own name, and the policy that a topic has by default lets in
#   only its own account. Without a statement for them nothing is ever published. Alarms need none.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
# custom:
#   id: FC_SNS_001
#   severity: high
#   category: access
#   types: [AWS::SNS::Topic]
#   companions:
#     - AWS::SNS::TopicPolicy.PolicyDocument.Statement[].Effect
#     - AWS::SNS::TopicPolicy.PolicyDocument.Statement[].Principal
#     - AWS::SNS::TopicPolicy.Topics[]
#   failures: [E-missing_bucket_policy_for_service_delivery]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           Service: events.amazonaws.com # the one that the message names
#         Action: sns:Publish
#         Resource: !Ref Orders
#         Condition:
#           ArnEquals:
#             aws:SourceArn: !GetAtt Nightly.Arn # what sends
#     terraform: |
#       statement {
#         actions   = ["sns:Publish"]
#         resources = [aws_sns_topic.orders.arn]
#
#         principals {
#           type        = "Service"
#           identifiers = ["events.amazonaws.com"] # the one that the message names
#         }
#       }
package stackgrade.rules.sns.senders_are_let_in

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::SNS::Topic")
	count(_senders(resource)) > 0
}

fail contains findings.missing(resource, message) if {
	some resource in subject
	some service in _senders(resource)
	not deliveries.takes_from(resource, service)
	message := concat("", ["no policy lets ", service, ".amazonaws.com send, which does"])
}

_senders(target) := deliveries.senders(target) & {"budgets", "events", "s3"}
