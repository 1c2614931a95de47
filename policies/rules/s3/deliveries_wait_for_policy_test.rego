package stackgrade.rules.s3.deliveries_wait_for_policy_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.deliveries_wait_for_policy

_bucket := {"type": "AWS::S3::Bucket", "properties": {"BucketName": "audit"}}

_trail(more) := object.union(
	{"type": "AWS::CloudTrail::Trail", "properties": {"S3BucketName": testing.ref("Bucket", "Ref")}},
	more,
)

_policy(principal, actions) := {"type": "AWS::S3::BucketPolicy", "properties": {
	"Bucket": testing.ref("Bucket", "Ref"),
	"PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": principal, "Action": actions}]},
}}

_balancer := {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "properties": {"LoadBalancerAttributes": [
	{"Key": "access_logs.s3.enabled", "Value": "true"},
	{"Key": "access_logs.s3.bucket", "Value": "audit"},
]}}

_admitting := _policy({"Service": "cloudtrail.amazonaws.com"}, "s3:*")

test_fails_when_nothing_orders_them if {
	testing.statuses(deliveries_wait_for_policy) == {"Trail": "fail"} with input as testing.stack(
		{"Bucket": _bucket, "Trail": _trail({}), "Policy": _admitting},
		{},
	)
}

test_passes_when_it_waits if {
	testing.statuses(deliveries_wait_for_policy) == {"Trail": "pass"} with input as testing.stack(
		{"Bucket": _bucket, "Trail": _trail({"depends_on": ["Policy"]}), "Policy": _admitting},
		{},
	)
}

test_leaves_out_what_has_no_policy if {
	every policy in [_policy({"Service": "config.amazonaws.com"}, "s3:*"), {"type": "AWS::SQS::Queue", "properties": {}}] {
		testing.statuses(deliveries_wait_for_policy) == {} with input as testing.stack(
			{"Bucket": _bucket, "Trail": _trail({}), "Policy": policy},
			{},
		)
	}
}
