package stackgrade.rules.s3.access_is_logged_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.access_is_logged

_regulated := {"profile": object.union(testing.production, {"compliance": ["pci-dss"]})}

_bucket(properties) := {"Orders": {"type": "AWS::S3::Bucket", "properties": properties}}

_trail(properties) := {"Trail": {"type": "AWS::CloudTrail::Trail", "properties": properties}}

test_fails_when_nothing_records_access if {
	every trail in [{}, _trail({"S3BucketName": "logs"})] {
		testing.statuses(access_is_logged) == {"Orders": "fail"} with input as testing.stack(
			object.union(_bucket({}), trail),
			_regulated,
		)
	}
}

test_passes_with_access_logs if {
	every destination in ["logs", testing.unknown("parameter Logs has no default")] {
		testing.statuses(access_is_logged) == {"Orders": "pass"} with input as testing.stack(
			_bucket({"LoggingConfiguration": {"DestinationBucketName": destination}}),
			_regulated,
		)
	}
}

test_passes_when_a_trail_records_objects if {
	every selectors in [
		{"EventSelectors": [{"DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]}]},
		{"AdvancedEventSelectors": [{"FieldSelectors": [{
			"Field": "resources.type",
			"Equals": ["AWS::S3::Object"],
		}]}]},
	] {
		testing.statuses(access_is_logged) == {"Orders": "pass"} with input as testing.stack(
			object.union(_bucket({}), _trail(selectors)),
			_regulated,
		)
	}
}

test_leaves_out_buckets_that_hold_logs if {
	every other in [
		{"type": "AWS::S3::Bucket", "properties": {"LoggingConfiguration": {
			"DestinationBucketName": testing.ref("Orders", "Ref"),
		}}},
		{"type": "AWS::CloudTrail::Trail", "properties": {"S3BucketName": testing.ref("Orders", "Ref")}},
		{"type": "AWS::EC2::FlowLog", "properties": {"LogDestination": testing.ref("Orders", "Arn")}},
		{"type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "properties": {"LoadBalancerAttributes": [{
			"Key": "access_logs.s3.bucket",
			"Value": testing.ref("Orders", "Ref"),
		}]}},
	] {
		not testing.statuses(access_is_logged).Orders with input as testing.stack(
			object.union(_bucket({}), {"Other": other}),
			_regulated,
		)
	}
}

test_leaves_out_buckets_that_are_called_so if {
	testing.statuses(access_is_logged) == {} with input as testing.stack(
		{
			"AccessLogs": {"type": "AWS::S3::Bucket"},
			"Named": {"type": "AWS::S3::Bucket", "properties": {"BucketName": "shop-flow-logs-${Suffix}"}},
		},
		_regulated,
	)
}

test_unknown_when_it_is_open_what_a_trail_records if {
	testing.statuses(access_is_logged) == {"Orders": "unknown"} with input as testing.stack(
		object.union(_bucket({}), _trail({"EventSelectors": testing.unknown("parameter Data has no default")})),
		_regulated,
	)
}

test_does_not_apply_elsewhere if {
	testing.statuses(access_is_logged) == {} with input as testing.stack(_bucket({}), {})
}
