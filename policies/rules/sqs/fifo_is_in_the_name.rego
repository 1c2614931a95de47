# METADATA
# title: What is first in, first out is named so
# description: >-
#   The name of a FIFO queue or topic ends in `.fifo`, and no other may. Both are refused otherwise.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
#   - https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
# custom:
#   id: FC_SQS_051
#   severity: critical
#   category: naming
#   types: [AWS::SNS::Topic, AWS::SQS::Queue]
#   attributes: [FifoQueue, FifoTopic, QueueName, TopicName]
#   failures: [E-invalid_name_format]
#   remediation:
#     cloudformation: |
#       FifoQueue: true
#       QueueName: orders.fifo
#     terraform: |
#       fifo_queue = true
#       name       = "orders.fifo"
package stackgrade.rules.sqs.fifo_is_in_the_name

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A name that ends in a token may end in anything.
subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	not endswith(object.get(resource.properties, _name[resource.type], "}"), "}")
}

fail contains findings.at(resource, _name[resource.type], "the name has to end in `.fifo`") if {
	some resource in subject
	_is_fifo(resource)
	not endswith(resource.properties[_name[resource.type]], ".fifo")
}

fail contains findings.at(resource, _name[resource.type], "the name ends in `.fifo`, and it is not FIFO") if {
	some resource in subject
	not _is_fifo(resource)
	endswith(resource.properties[_name[resource.type]], ".fifo")
}

_is_fifo(resource) if resource.properties.FifoQueue == true

_is_fifo(resource) if resource.properties.FifoTopic == true

_name := {"AWS::SNS::Topic": "TopicName", "AWS::SQS::Queue": "QueueName"}
