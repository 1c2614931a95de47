# METADATA
# title: Each event of a bucket has one receiver, which is not FIFO
# description: >-
#   S3 refuses two notifications for the same event whose prefixes and suffixes both may fit one object, and those to a
#   FIFO queue or topic.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
# custom:
#   id: FC_S3_053
#   severity: critical
#   category: operations
#   types: [AWS::S3::Bucket]
#   attributes:
#     - NotificationConfiguration
#     - AWS::SNS::Topic.FifoTopic
#     - AWS::SQS::Queue.FifoQueue
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       # another prefix for each, or one topic that tells all receivers
#       Filter:
#         S3Key:
#           Rules:
#             - Name: prefix
#               Value: orders/
#     terraform: |
#       # another prefix for each, or one topic that tells all receivers
#       filter_prefix = "orders/"
package stackgrade.rules.s3.notifications_are_possible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[bucket.address] := bucket if {
	some bucket in resources.own("AWS::S3::Bucket")
	count(_notifications(bucket)) > 0
}

fail contains findings.at(bucket, one.path, "another notification is for the same event of the same objects") if {
	some bucket in subject
	notifications := _notifications(bucket)
	some i, one in notifications
	some other in array.slice(notifications, 0, i)
	_is_same_event(one.event, other.event)
	_is_one_in_another(one.prefix, other.prefix, "prefix")
	_is_one_in_another(one.suffix, other.suffix, "suffix")
}

fail contains findings.at(bucket, one.path, "S3 tells no queue or topic that is FIFO") if {
	some bucket in subject
	some one in _notifications(bucket)
	receiver := resources.target(one.receiver)
	some property in ["FifoQueue", "FifoTopic"]
	receiver.properties[property] == true
}

# In an order that every engine keeps.
_lists := [["LambdaConfigurations", "Function"], ["QueueConfigurations", "Queue"], ["TopicConfigurations", "Topic"]]

_notifications(bucket) := [notification |
	some [list, receiver] in _lists
	some i, one in bucket.properties.NotificationConfiguration[list]
	is_string(one.Event)
	notification := {
		"path": ["NotificationConfiguration", list, i],
		"event": one.Event,
		"prefix": _filter(one, "prefix"),
		"suffix": _filter(one, "suffix"),
		"receiver": object.get(one, receiver, null),
	}
]

_filter(notification, name) := value if {
	some rule in notification.Filter.S3Key.Rules
	lower(rule.Name) == name
	value := rule.Value
} else := ""

# A star stands for all that begins so; `Delete` is another event than `DeleteMarkerCreated`.
_is_same_event(one, other) if one == other

_is_same_event(one, other) if {
	endswith(other, "*")
	startswith(one, trim_suffix(other, "*"))
}

_is_same_event(one, other) if {
	endswith(one, "*")
	startswith(other, trim_suffix(one, "*"))
}

_is_one_in_another(one, other, "prefix") if startswith(one, other)

_is_one_in_another(one, other, "prefix") if startswith(other, one)

_is_one_in_another(one, other, "suffix") if endswith(one, other)

_is_one_in_another(one, other, "suffix") if endswith(other, one)
