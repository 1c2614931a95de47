# METADATA
# title: A topic lets in the services that publish to it
# description: >-
#   Rules, buckets and budgets publish in their own name, and the policy that a topic has by default lets in
#   only its own account. Without a statement for them nothing is ever published. Alarms of the account are let in by
#   that policy; one that is written for the topic takes its place, and has to let them in as well.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
#   - https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
# custom:
#   id: FC_SNS_001
#   severity: high
#   category: access
#   types: [AWS::SNS::Topic]
#   companions:
#     - AWS::SNS::TopicInlinePolicy.PolicyDocument.Statement[].Effect
#     - AWS::SNS::TopicInlinePolicy.PolicyDocument.Statement[].Principal
#     - AWS::SNS::TopicInlinePolicy.TopicArn
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
import data.stackgrade.lib.policies
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

_senders(target) := deliveries.senders(target) & _in_their_own_name(target)

_in_their_own_name(target) := {"budgets", "events", "s3"} if not _shuts_alarms_out(target)

_in_their_own_name(target) := {"budgets", "cloudwatch", "events", "s3"} if _shuts_alarms_out(target)

# Whether alarms count as the account that a policy lets in is nowhere said.
_shuts_alarms_out(target) if {
	written := deliveries.of_target(target)
	count(written) > 0
	every policy in written {
		not _lets_accounts_in(policy)
	}
}

_lets_accounts_in(policy) if {
	some [_, statement] in policies.statements(policy.properties.PolicyDocument)
	statement.Effect == "Allow"
	some principal in resources.as_list(statement.Principal.AWS)
	regex.match(`(:root|AccountId\}|^[0-9]{12})$`, principal)
}
