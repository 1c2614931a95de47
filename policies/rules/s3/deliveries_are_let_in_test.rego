package stackgrade.rules.s3.deliveries_are_let_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.deliveries_are_let_in

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

test_fails_without_a_statement_for_the_service if {
	every user, policy in {
		_trail({}): _policy({"Service": "config.amazonaws.com"}, "s3:*"),
		_trail({"properties": {"IsLogging": true}}): _policy({"Service": "cloudtrail.amazonaws.com"}, "s3:PutObject"),
		_balancer: _policy({"Service": "cloudtrail.amazonaws.com"}, "s3:PutObject"),
	} {
		testing.statuses(deliveries_are_let_in) == {"Bucket": "fail"} with input as testing.stack(
			{"Bucket": _bucket, "User": user, "Policy": policy},
			{},
		)
	}
}

test_passes_with_one if {
	every case in [
		[_trail({}), _policy({"Service": ["cloudtrail.amazonaws.com"]}, ["s3:GetBucketAcl", "s3:Put*"])],
		[_balancer, _policy({"AWS": "arn:aws:iam::054676820928:root"}, "s3:PutObject")],
		[_balancer, _policy({"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}, "s3:PutObject")],
	] {
		testing.statuses(deliveries_are_let_in) == {"Bucket": "pass"} with input as testing.stack(
			{"Bucket": _bucket, "User": case[0], "Policy": case[1]},
			{},
		)
	}
}

_channel := {"type": "AWS::Config::DeliveryChannel", "properties": {"S3BucketName": testing.ref("Bucket", "Ref")}}

_recorder := {"type": "AWS::Config::ConfigurationRecorder", "properties": {"RoleARN": testing.ref("Role", "Arn")}}

test_config_delivers_with_its_role if {
	writes := {"Policies": [{"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:PutObject"}]}}]}
	every policies, statuses in {{}: {"Bucket": "fail"}, writes: {}} {
		testing.statuses(deliveries_are_let_in) == statuses with input as testing.stack(
			{
				"Bucket": _bucket,
				"Channel": _channel,
				"Recorder": _recorder,
				"Role": {"type": "AWS::IAM::Role", "properties": object.union(
					{"ManagedPolicyArns": ["arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"]},
					policies,
				)},
			},
			{},
		)
	}
}

test_unknown_when_a_policy_is_open if {
	testing.statuses(deliveries_are_let_in) == {"Bucket": "unknown"} with input as testing.stack(
		{
			"Bucket": _bucket,
			"Trail": _trail({}),
			"Policy": _policy({"Service": testing.unknown("parameter X has no default")}, "s3:*"),
		},
		{},
	)
}
