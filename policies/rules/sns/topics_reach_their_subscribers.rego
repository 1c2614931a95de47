# METADATA
# title: A topic delivers only where its kind may
# description: >-
#   A FIFO topic delivers to queues and nowhere else: functions, addresses and URLs are refused. A standard topic cannot
#   keep the order that a FIFO queue promises, and such a queue is refused as its subscriber.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html
# custom:
#   id: FC_SNS_050
#   severity: critical
#   category: operations
#   types: [AWS::SNS::Subscription]
#   attributes: [Protocol, AWS::SNS::Topic.FifoTopic, AWS::SQS::Queue.FifoQueue]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       # a queue between a FIFO topic and a function, a FIFO topic before a FIFO queue
#       FifoTopic: true
#     terraform: |
#       # a queue between a FIFO topic and a function, a FIFO topic before a FIFO queue
#       fifo_topic = true
package stackgrade.rules.sns.topics_reach_their_subscribers

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[subscription.address] := subscription if {
	some subscription in resources.own("AWS::SNS::Subscription")
	_topic(subscription)
}

fail contains findings.at(subscription, "Protocol", "a FIFO topic delivers to queues only") if {
	some subscription in subject
	_topic(subscription).properties.FifoTopic == true
	values.is_literal(subscription.properties.Protocol)
	subscription.properties.Protocol != "sqs"
}

fail contains findings.at(subscription, "Endpoint", "a FIFO queue takes no messages of a standard topic") if {
	some subscription in subject
	object.get(_topic(subscription).properties, "FifoTopic", false) == false
	queue := resources.target(subscription.properties.Endpoint)
	queue.type == "AWS::SQS::Queue"
	queue.properties.FifoQueue == true
}

_topic(subscription) := topic if {
	topic := resources.target(subscription.properties.TopicArn)
	topic.type == "AWS::SNS::Topic"
}
