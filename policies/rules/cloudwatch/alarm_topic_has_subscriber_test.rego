package stackgrade.rules.cloudwatch.alarm_topic_has_subscriber_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.alarm_topic_has_subscriber

test_fails_without_a_subscriber if {
	testing.statuses(alarm_topic_has_subscriber) == {"Topic": "fail"} with input as testing.stack(
		_notified_by({"AlarmActions": [testing.ref("Topic", "Ref")]}, {"Subscription": []}),
		{},
	)
}

test_fails_when_the_subscription_is_to_another_topic if {
	testing.statuses(alarm_topic_has_subscriber) == {"Topic": "fail"} with input as testing.stack(
		object.union(
			_notified_by({"OKActions": [testing.ref("Topic", "Ref")]}, {}),
			{"Mail": {"type": "AWS::SNS::Subscription", "properties": {"TopicArn": testing.ref("Other", "Ref")}}},
		),
		{},
	)
}

test_passes_with_a_subscription_of_its_own if {
	testing.statuses(alarm_topic_has_subscriber) == {"Topic": "pass"} with input as testing.stack(
		_notified_by(
			{"AlarmActions": [testing.ref("Topic", "Ref")]},
			{"Subscription": [{"Protocol": "email", "Endpoint": testing.unknown("parameter Mail has no default")}]},
		),
		{},
	)
}

test_passes_with_a_subscription_resource if {
	testing.statuses(alarm_topic_has_subscriber) == {"Topic": "pass"} with input as testing.stack(
		object.union(
			_notified_by({"AlarmActions": testing.ref("Topic", "Ref")}, {}),
			{"Mail": {"type": "AWS::SNS::Subscription", "properties": {"TopicArn": testing.ref("Topic", "Ref")}}},
		),
		{},
	)
}

test_passes_with_a_chat_channel if {
	every type in ["AWS::Chatbot::SlackChannelConfiguration", "aws_chatbot_slack_channel_configuration"] {
		testing.statuses(alarm_topic_has_subscriber) == {"Topic": "pass"} with input as testing.stack(
			object.union(
				_notified_by({"AlarmActions": [testing.ref("Topic", "Ref")]}, {}),
				{"Chat": {"type": type, "properties": {"SnsTopicArns": [testing.ref("Topic", "Ref")]}}},
			),
			{},
		)
	}
}

test_unknown_when_the_topic_of_a_subscription_is_open if {
	testing.statuses(alarm_topic_has_subscriber) == {"Topic": "unknown"} with input as testing.stack(
		object.union(
			_notified_by({"AlarmActions": [testing.ref("Topic", "Ref")]}, {}),
			{"Mail": {
				"type": "AWS::SNS::Subscription",
				"properties": {"TopicArn": testing.unknown("parameter Topic has no default")},
			}},
		),
		{},
	)
}

test_leaves_out_topics_that_no_alarm_notifies if {
	testing.statuses(alarm_topic_has_subscriber) == {} with input as testing.stack(
		_notified_by({"Dimensions": [{"Name": "TopicName", "Value": testing.ref("Topic", "TopicName")}]}, {}),
		{},
	)
}

_notified_by(alarm, topic) := {
	"Topic": {"type": "AWS::SNS::Topic", "properties": topic},
	"Cpu": {"type": "AWS::CloudWatch::Alarm", "properties": alarm},
}

test_does_not_apply_to_a_test_environment if {
	testing.statuses(alarm_topic_has_subscriber) == {} with input as testing.stack(
		{"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {"MetricName": "Errors"}}},
		{"profile": testing.disposable},
	)
}

test_passes_for_a_topic_that_others_are_told_of if {
	resources := _notified_by({"AlarmActions": [testing.ref("Topic", "Ref")]}, {})
	output := {"value": testing.ref("Topic", "Ref")}
	every more in [
		{"format": "terraform", "outputs": {"TopicArn": output}},
		{"outputs": {"TopicArn": object.union(output, {"export": "alarms"})}},
	] {
		testing.statuses(alarm_topic_has_subscriber) == {"Topic": "pass"} with input as testing.stack(resources, more)
	}
	testing.statuses(alarm_topic_has_subscriber) == {"Topic": "fail"} with input as testing.stack(
		resources,
		{"outputs": {"TopicArn": output}},
	)
}
