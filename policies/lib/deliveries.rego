# METADATA
# title: Deliveries
# description: Who sends to a bucket, a queue or a topic in its own name, and whether the policy there lets it.
package stackgrade.lib.deliveries

import data.stackgrade.lib.callers
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

# METADATA
# title: The buckets that services deliver to
# description: >-
#   Each with the `service`, `who` delivers in words, the resource that asks for it as `source`, and the `actions` that
#   the service wants to be allowed.
to_buckets contains {
	"bucket": bucket,
	"source": trail,
	"service": "cloudtrail.amazonaws.com",
	"who": "CloudTrail",
	"actions": ["s3:GetBucketAcl", "s3:PutObject"],
} if {
	some trail in resources.of("AWS::CloudTrail::Trail")
	some bucket in _named(trail.properties.S3BucketName)
}

to_buckets contains {
	"bucket": bucket,
	"source": channel,
	"service": "config.amazonaws.com",
	"who": "Config",
	"actions": ["s3:PutObject"],
} if {
	some channel in resources.of("AWS::Config::DeliveryChannel")
	some bucket in _named(channel.properties.S3BucketName)
	not _recorder_writes
}

to_buckets contains {
	"bucket": bucket,
	"source": balancer,
	"service": "logdelivery.elasticloadbalancing.amazonaws.com",
	"who": "the load balancer",
	"actions": ["s3:PutObject"],
} if {
	some balancer in resources.of("AWS::ElasticLoadBalancingV2::LoadBalancer")
	some switch in balancer.properties.LoadBalancerAttributes
	switch.Key == "access_logs.s3.enabled"
	switch.Value in {"true", true}
	some attribute in balancer.properties.LoadBalancerAttributes
	attribute.Key == "access_logs.s3.bucket"
	some bucket in _named(attribute.Value)
}

# METADATA
# title: The services that send to a queue or a topic
# description: By the beginning of their principal, such as `events`.
senders(target) := {service |
	some edge in resources.edges_to(target.address)
	source := resources.at(edge.source)
	service := _sender(source, edge.attribute)
}

# METADATA
# title: Whether the policies of a bucket let a service do something
# description: A load balancer may be named by the account that it belongs to, which differs by region.
lets_in(bucket, service, action) if {
	some policy in of_bucket(bucket)
	some [_, statement] in policies.statements(policy.properties.PolicyDocument)
	statement.Effect == "Allow"
	roles.covers(statement, action)
	_names(statement, service)
}

# METADATA
# title: The policies of a bucket
of_bucket(bucket) := [policy |
	some policy in resources.of("AWS::S3::BucketPolicy")
	_is_name_of(policy.properties.Bucket, bucket)
]

# METADATA
# title: Whether the policies of a queue or topic let a service send
takes_from(target, service) if count(admitting(target, service)) > 0

# METADATA
# title: The policies of a queue or topic that let a service send
# description: Their addresses.
admitting(target, service) := {policy.address |
	some policy in of_target(target)
	some [_, statement] in policies.statements(policy.properties.PolicyDocument)
	statement.Effect == "Allow"
	_names(statement, concat("", [service, ".amazonaws.com"]))
}

# METADATA
# title: The policies of a queue or topic
# description: Where a topic has one, the policy that it has by default is gone.
of_target(target) := [policy |
	some edge in resources.edges_to(target.address)
	policy := resources.at(edge.source)
	regex.match(_to_target[policy.type], edge.attribute)
]

_to_target := {
	"AWS::SNS::TopicInlinePolicy": `^TopicArn$`,
	"AWS::SNS::TopicPolicy": `^Topics\[`,
	"AWS::SQS::QueueInlinePolicy": `^Queue$`,
	"AWS::SQS::QueuePolicy": `^Queues\[`,
}

_names(statement, _) if policies.is_public(statement)

_names(statement, service) if {
	some principal in policies.services(statement)
	startswith(principal, trim_suffix(service, ".com"))
}

_names(statement, "logdelivery.elasticloadbalancing.amazonaws.com") if {
	"delivery.logs.amazonaws.com" in policies.services(statement)
}

_names(statement, "logdelivery.elasticloadbalancing.amazonaws.com") if statement.Principal.AWS

# A reference, or the same name written twice.
_named(value) := [bucket |
	some bucket in resources.of("AWS::S3::Bucket")
	_is_name_of(value, bucket)
]

_is_name_of(value, bucket) if value["$ref"] == bucket.address

_is_name_of(value, bucket) if {
	is_string(value)
	value == bucket.properties.BucketName
}

# Config delivers with the role of the recorder when that one may.
_recorder_writes if {
	some recorder in resources.of("AWS::Config::ConfigurationRecorder")
	role := resources.target(recorder.properties.RoleARN)
	roles.allows(role, "s3:PutObject")
}

_recorder_writes if {
	some recorder in resources.of("AWS::Config::ConfigurationRecorder")
	not resources.target(recorder.properties.RoleARN)
}

_sender(source, attribute) := "events" if {
	source.type == "AWS::Events::Rule"
	regex.match(`^Targets\[[0-9]+\]\.(Arn|DeadLetterConfig\.Arn)$`, attribute)
	not callers.has_role(source, attribute)
}

_sender(source, attribute) := "s3" if {
	source.type == "AWS::S3::Bucket"
	startswith(attribute, "NotificationConfiguration.")
}

_sender(source, "Endpoint") := "sns" if source.type == "AWS::SNS::Subscription"

_sender(source, attribute) := "cloudwatch" if {
	source.type in {"AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"}
	regex.match(`^(Alarm|OK|InsufficientData)Actions\[`, attribute)
}

_sender(source, attribute) := "budgets" if {
	source.type == "AWS::Budgets::Budget"
	contains(attribute, "Subscribers[")
}
