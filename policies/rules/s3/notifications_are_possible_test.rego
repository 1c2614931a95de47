package stackgrade.rules.s3.notifications_are_possible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.notifications_are_possible

_created := "s3:ObjectCreated:*"

_notification(event, filters) := {
	"Event": event,
	"Function": "arn:aws:lambda:eu-west-1:111122223333:function:orders",
	"Filter": {"S3Key": {"Rules": [{"Name": name, "Value": value} | some name, value in filters]}},
}

_stack(configuration) := testing.stack(
	{
		"Queue": {"type": "AWS::SQS::Queue", "properties": {"FifoQueue": true}},
		"Bucket": {"type": "AWS::S3::Bucket", "properties": {"NotificationConfiguration": configuration}},
	},
	{},
)

_two(one, other) := _stack({"LambdaConfigurations": [one], "TopicConfigurations": [other]})

test_fails_when_two_get_the_same if {
	every pair in [
		[_notification(_created, {}), _notification(_created, {})],
		[_notification(_created, {}), _notification("s3:ObjectCreated:Put", {"prefix": "orders/"})],
		[_notification(_created, {"prefix": "a/"}), _notification(_created, {"prefix": "a/b/"})],
		[_notification(_created, {"Suffix": ".csv"}), _notification(_created, {"prefix": "a/"})],
	] {
		testing.statuses(notifications_are_possible) == {"Bucket": "fail"} with input as _two(pair[0], pair[1])
	}
}

test_fails_for_a_fifo_queue if {
	testing.statuses(notifications_are_possible) == {"Bucket": "fail"} with input as _stack({"QueueConfigurations": [{
		"Event": _created,
		"Queue": testing.ref("Queue", "Arn"),
	}]})
}

test_passes_when_each_gets_its_own if {
	every pair in [
		[_notification(_created, {}), _notification("s3:ObjectRemoved:*", {})],
		[_notification(_created, {"prefix": "a/"}), _notification(_created, {"prefix": "b/"})],
		[_notification(_created, {"suffix": ".csv"}), _notification(_created, {"suffix": ".json"})],
		[_notification("s3:ObjectCreated:Put", {}), _notification("s3:ObjectCreated:Post", {})],
		[_notification("s3:ObjectRemoved:Delete", {}), _notification("s3:ObjectRemoved:DeleteMarkerCreated", {})],
	] {
		testing.statuses(notifications_are_possible) == {"Bucket": "pass"} with input as _two(pair[0], pair[1])
	}
}

test_unknown_when_a_filter_is_open if {
	testing.statuses(notifications_are_possible) == {"Bucket": "unknown"} with input as _two(
		_notification(_created, {"prefix": testing.unknown("parameter X has no default")}),
		_notification(_created, {"prefix": "a/"}),
	)
}

test_leaves_out_buckets_that_tell_nobody if {
	testing.statuses(notifications_are_possible) == {} with input as testing.stack(
		{"Bucket": {"type": "AWS::S3::Bucket"}},
		{},
	)
}
