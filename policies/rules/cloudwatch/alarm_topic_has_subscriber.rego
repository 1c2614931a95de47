# METADATA
# title: A topic that alarms notify has a subscriber
# description: >-
#   A message to a topic that nobody subscribed to is dropped without a trace: the alarm has its action, and still
#   reaches nobody.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
# custom:
#   id: FC_CLOUDWATCH_003
#   severity: low
#   category: monitoring
#   types: [AWS::SNS::Topic]
#   presence: [Subscription]
#   companions: [AWS::SNS::Subscription.TopicArn]
#   when: {environment: production}
#   failures: [F-000-05.4, E-sns_topic_without_subscription]
#   remediation:
#     cloudformation: |
#       Subscription:
#         - Protocol: email
#           Endpoint: !Ref AlarmEmail
#     terraform: |
#       resource "aws_sns_topic_subscription" "email" {
#         topic_arn = aws_sns_topic.alarms.arn
#         protocol  = "email"
#         endpoint  = var.alarm_email
#       }
package stackgrade.rules.cloudwatch.alarm_topic_has_subscriber

import data.stackgrade.lib.alarms
import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[topic.address] := topic if {
	some topic in resources.of("AWS::SNS::Topic")
	some edge in resources.edges_to(topic.address)
	resources.at(edge.source).type in alarms.types
	contains(edge.attribute, "Actions")
}

fail contains findings.missing(topic, "alarms notify this topic, and nobody is subscribed to it") if {
	some topic in subject
	resources.get(topic, ["Subscription"], []) in {[], null}
	not _is_subscribed(topic)
}

# Other configurations and stacks are told of it in order to subscribe.
_is_subscribed(topic) if {
	resources.is_terraform
	outputs.tell_of(topic)
}

_is_subscribed(topic) if {
	some output in outputs.written
	output.export
	output.value["$ref"] == topic.address
}

_is_subscribed(topic) if {
	some type in _subscribers
	count(resources.referrers(topic.address, type)) > 0
}

# Chat clients subscribe by themselves to the topics that they are given.
_subscribers := {
	"AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
	"AWS::Chatbot::SlackChannelConfiguration",
	"AWS::SNS::Subscription",
	"aws_chatbot_slack_channel_configuration",
	"aws_chatbot_teams_channel_configuration",
}
