package stackgrade.rules.naming.made_here_is_referred_to_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.made_here_is_referred_to

_filter(name, more) := testing.stack(
	{
		"Group": {"type": "AWS::Logs::LogGroup", "properties": {"LogGroupName": "/shop/orders"}},
		"Filter": object.union(
			{"type": "AWS::Logs::MetricFilter", "properties": {"LogGroupName": name, "FilterPattern": "ERROR"}},
			more,
		),
	},
	{},
)

_alarm(name) := testing.stack(
	{
		"Orders": {"type": "AWS::SQS::Queue", "properties": {"QueueName": "orders"}},
		"Alarm": {
			"type": "AWS::CloudWatch::Alarm",
			"properties": {"Dimensions": [{"Name": "QueueName", "Value": name}]},
		},
	},
	{},
)

test_fails_with_the_name_of_a_stream if {
	testing.statuses(made_here_is_referred_to) == {"Alarm": "fail"} with input as testing.stack(
		{
			"Orders": {"type": "AWS::KinesisFirehose::DeliveryStream", "properties": {"DeliveryStreamName": "orders"}},
			"Alarm": {
				"type": "AWS::CloudWatch::Alarm",
				"properties": {"Dimensions": [{"Name": "DeliveryStreamName", "Value": "orders"}]},
			},
		},
		{},
	)
}

test_fails_with_a_name_in_a_dashboard if {
	expected := {"orders": "fail", "payments": "pass"}
	every name, status in expected {
		testing.statuses(made_here_is_referred_to) == {"Overview": status} with input as testing.stack(
			{
				"Orders": {"type": "AWS::SQS::Queue", "properties": {"QueueName": "orders"}},
				"Overview": {"type": "AWS::CloudWatch::Dashboard", "properties": {"DashboardBody": concat("", [
					`{"widgets": [{"properties": {"metrics": [["AWS/SQS", "NumberOfMessagesSent", "QueueName", "`,
					name,
					`"]]}}]}`,
				])}},
			},
			{},
		)
	}
}

test_fails_with_a_name if {
	testing.statuses(made_here_is_referred_to) == {"Filter": "fail"} with input as _filter("/shop/orders", {})
	testing.statuses(made_here_is_referred_to) == {"Alarm": "fail"} with input as _alarm("orders")
}

test_fails_with_a_name_in_a_list if {
	testing.statuses(made_here_is_referred_to) == {"Profile": "fail"} with input as testing.stack(
		{
			"Role": {"type": "AWS::IAM::Role", "properties": {"RoleName": "web"}},
			"Profile": {"type": "AWS::IAM::InstanceProfile", "properties": {"Roles": ["web"]}},
		},
		{},
	)
}

test_passes_with_the_name_of_another if {
	testing.statuses(made_here_is_referred_to) == {"Filter": "pass"} with input as _filter("/shop/audit", {})
}

test_leaves_out_references if {
	testing.statuses(made_here_is_referred_to) == {} with input as _filter(testing.ref("Group", "Ref"), {})
	testing.statuses(made_here_is_referred_to) == {} with input as _alarm(testing.ref("Orders", "QueueName"))
}

# DependsOn states the order; and the other way round a reference would close a circle.
test_passes_when_the_order_is_stated if {
	testing.statuses(made_here_is_referred_to) == {"Filter": "pass"} with input as _filter(
		"/shop/orders",
		{"depends_on": ["Group"]},
	)
	testing.statuses(made_here_is_referred_to) == {"Policy": "pass"} with input as testing.stack(
		{
			"Bucket": {
				"type": "AWS::S3::Bucket",
				"properties": {"BucketName": "orders"},
				"depends_on": ["Policy"],
			},
			"Policy": {"type": "AWS::S3::BucketPolicy", "properties": {"Bucket": "orders"}},
		},
		{},
	)
}
