package stackgrade.rules.s3.notifications_wait_for_permission_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.notifications_wait_for_permission

_permission(source) := {"type": "AWS::Lambda::Permission", "properties": {
	"FunctionName": testing.ref("Work", "Ref"),
	"Principal": "s3.amazonaws.com",
	"SourceArn": source,
}}

_policy := {"type": "AWS::SQS::QueuePolicy", "properties": {
	"Queues": [testing.ref("Queue", "Ref")],
	"PolicyDocument": {"Statement": [{
		"Effect": "Allow",
		"Principal": {"Service": "s3.amazonaws.com"},
		"Action": "sqs:SendMessage",
	}]},
}}

_bucket(notifications) := {"type": "AWS::S3::Bucket", "properties": {"NotificationConfiguration": notifications}}

_calls := _bucket({"LambdaConfigurations": [{"Event": "s3:ObjectCreated:*", "Function": testing.ref("Work", "Arn")}]})

_sends := _bucket({"QueueConfigurations": [{"Event": "s3:ObjectCreated:*", "Queue": testing.ref("Queue", "Arn")}]})

_stack(resources) := testing.stack(
	object.union({"Work": {"type": "AWS::Lambda::Function"}, "Queue": {"type": "AWS::SQS::Queue"}}, resources),
	{},
)

test_fails_without_an_order if {
	every resources in [
		{"Bucket": _calls, "Permission": _permission("arn:aws:s3:::uploads")},
		{"Bucket": _calls, "Permission": _permission(testing.ref("Bucket", "Arn"))},
		{"Bucket": _sends, "Policy": _policy},
	] {
		testing.statuses(notifications_wait_for_permission) == {"Bucket": "fail"} with input as _stack(resources)
	}
}

test_passes_when_it_waits if {
	every resources in [
		{
			"Bucket": object.union(_calls, {"depends_on": ["Permission"]}),
			"Permission": _permission("arn:aws:s3:::uploads"),
		},
		{"Bucket": object.union(_sends, {"depends_on": ["Policy"]}), "Policy": _policy},
		{"Bucket": _sends, "Policy": object.union(_policy, {"source_address": "Queue"})},
	] {
		testing.statuses(notifications_wait_for_permission) == {"Bucket": "pass"} with input as _stack(resources)
	}
}

test_leaves_out_buckets_without_permission_or_destination if {
	every resources in [{"Bucket": _calls}, {"Bucket": _bucket({}), "Policy": _policy}] {
		testing.statuses(notifications_wait_for_permission) == {} with input as _stack(resources)
	}
}
