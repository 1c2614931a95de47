package stackgrade.rules.ec2.flow_log_bucket_is_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.flow_log_bucket_is_made

_stack(destination, more) := testing.stack(
	object.union(
		{"It": {
			"type": "AWS::EC2::FlowLog",
			"properties": {"LogDestination": destination, "LogDestinationType": "s3", "TrafficType": "ALL"},
		}},
		more,
	),
	{"profile": testing.disposable},
)

_bucket(name) := {"Logs": {"type": "AWS::S3::Bucket", "properties": {"BucketName": name}}}

test_fails_for_a_bucket_of_elsewhere if {
	every destination in [
		"arn:aws:s3:::shop-logs",
		"arn:aws-cn:s3:::shop-logs/vpc/",
		"arn:${AWS::Partition}:s3:::shop-logs-${AWS::AccountId}",
	] {
		testing.statuses(flow_log_bucket_is_made) == {"It": "fail"} with input as _stack(destination, _bucket("other"))
	}
}

test_passes_with_one_of_the_stack if {
	testing.statuses(flow_log_bucket_is_made) == {"It": "pass"} with input as _stack(
		testing.ref("Logs", "Arn"),
		_bucket("shop-logs"),
	)
	testing.statuses(flow_log_bucket_is_made) == {"It": "pass"} with input as _stack(
		"arn:aws:s3:::shop-logs/vpc/",
		_bucket("shop-logs"),
	)
	testing.statuses(flow_log_bucket_is_made) == {"It": "pass"} with input as _stack(
		"arn:aws:s3:::shop-${Logs}",
		_bucket("shop-logs"),
	)
}

test_passes_where_what_is_filled_in_may_make_them_the_same if {
	every name in ["shop-${Suffix}", "${AWS::StackName}-logs"] {
		testing.statuses(flow_log_bucket_is_made) == {"It": "pass"} with input as _stack(
			"arn:aws:s3:::shop-logs",
			_bucket(name),
		)
	}
	testing.statuses(flow_log_bucket_is_made) == {"It": "fail"} with input as _stack(
		"arn:aws:s3:::shop-logs",
		_bucket("shop-data-${Suffix}"),
	)
}

test_passes_where_a_parameter_names_the_bucket if {
	testing.statuses(flow_log_bucket_is_made) == {"It": "pass"} with input as _stack("arn:aws:s3:::${Bucket}", {})
	given := {"It": {
		"type": "AWS::EC2::FlowLog",
		"properties": {"LogDestination": "arn:aws:s3:::shop-logs", "LogDestinationType": "s3"},
		"attributes": {"LogDestination": {"parameters": ["Bucket"]}},
	}}
	testing.statuses(flow_log_bucket_is_made) == {"It": "pass"} with input as testing.stack(given, {
		"parameters": {"Bucket": {"type": "String", "default": "shop-logs"}},
		"profile": testing.disposable,
	})
}

test_unknown_when_the_destination_or_the_name_of_a_bucket_is if {
	open := testing.unknown("a parameter")
	testing.statuses(flow_log_bucket_is_made) == {"It": "unknown"} with input as _stack(open, {})
	testing.statuses(flow_log_bucket_is_made) == {"It": "unknown"} with input as _stack(
		"arn:aws:s3:::shop-logs",
		_bucket(open),
	)
}

test_leaves_out_other_destinations_and_other_profiles if {
	other := {"It": {"type": "AWS::EC2::FlowLog", "properties": {"LogGroupName": "flow"}}}
	testing.statuses(flow_log_bucket_is_made) == {} with input as testing.stack(other, {"profile": testing.disposable})
	there := _stack("arn:aws:s3:::shop-logs", {})
	testing.statuses(flow_log_bucket_is_made) == {} with input as object.union(there, {"profile": testing.production})
}
