package stackgrade.rules.s3.access_logs_are_let_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.access_logs_are_let_in

_stack(more) := testing.stack(
	object.union(
		{
			"Files": {"type": "AWS::S3::Bucket", "properties": {"LoggingConfiguration": {
				"DestinationBucketName": testing.ref("Audit", "Ref"),
			}}},
			"Audit": {"type": "AWS::S3::Bucket", "properties": {}},
		},
		more,
	),
	{},
)

_policy(principal) := {"Policy": {"type": "AWS::S3::BucketPolicy", "properties": {
	"Bucket": testing.ref("Audit", "Ref"),
	"PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": principal, "Action": "s3:PutObject"}]},
}}}

test_fails_when_nothing_lets_them_in if {
	every more in [{}, _policy({"Service": "cloudtrail.amazonaws.com"})] {
		testing.statuses(access_logs_are_let_in) == {"Audit": "fail"} with input as _stack(more)
	}
}

test_passes_with_a_policy_or_an_acl if {
	every more in [
		_policy({"Service": "logging.s3.amazonaws.com"}),
		{"Audit": {"properties": {"AccessControl": "LogDeliveryWrite"}}},
	] {
		testing.statuses(access_logs_are_let_in) == {"Audit": "pass"} with input as _stack(more)
	}
}

test_unknown_when_the_policy_is_open if {
	testing.statuses(access_logs_are_let_in) == {"Audit": "unknown"} with input as _stack(_policy({"$unknown": "open"}))
}
