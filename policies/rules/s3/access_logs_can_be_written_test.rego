package stackgrade.rules.s3.access_logs_can_be_written_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.s3.access_logs_can_be_written

_logs(algorithm) := {"type": "AWS::S3::Bucket", "properties": {"BucketEncryption": {
	"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm}}],
}}}

_balancer(kind) := {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "properties": {
	"Type": kind,
	"LoadBalancerAttributes": [
		{"Key": "access_logs.s3.enabled", "Value": "true"},
		{"Key": "access_logs.s3.bucket", "Value": testing.ref("Logs", "Ref")},
	],
}}

_bucket := {"type": "AWS::S3::Bucket", "properties": {"LoggingConfiguration": {
	"DestinationBucketName": testing.ref("Logs", "Ref"),
}}}

test_fails_with_a_key_of_kms if {
	every writer in [_balancer("application"), _bucket] {
		stack := testing.stack({"Logs": _logs("aws:kms"), "Writer": writer}, {})
		testing.statuses(access_logs_can_be_written) == {"Logs": "fail"} with input as stack
	}
}

test_passes_with_a_key_of_s3 if {
	every writer in [_balancer("application"), _bucket] {
		stack := testing.stack({"Logs": _logs("AES256"), "Writer": writer}, {})
		testing.statuses(access_logs_can_be_written) == {"Logs": "pass"} with input as stack
	}
}

test_unknown_when_the_algorithm_is_open if {
	stack := testing.stack({"Logs": _logs(testing.unknown("parameter X has no default")), "Writer": _bucket}, {})
	testing.statuses(access_logs_can_be_written) == {"Logs": "unknown"} with input as stack
}

test_leaves_out_logs_that_may_have_a_key if {
	every writer in [_balancer("network"), {"type": "AWS::S3::Bucket"}] {
		stack := testing.stack({"Logs": _logs("aws:kms"), "Writer": writer}, {})
		testing.statuses(access_logs_can_be_written) == {} with input as stack
	}
}
