package stackgrade.rules.kms.writers_may_use_the_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.writers_may_use_the_key

_stack(principal, writer) := testing.stack(
	{
		"Key": {"type": "AWS::KMS::Key", "properties": {"KeyPolicy": {"Statement": [
			{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*"},
			{"Effect": "Allow", "Principal": principal, "Action": "kms:GenerateDataKey*"},
		]}}},
		"Logs": {"type": "AWS::S3::Bucket", "properties": {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{
			"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": testing.ref("Key", "Arn")},
		}]}}},
		"Writer": writer,
	},
	{},
)

_writers := [
	{"type": "AWS::EC2::FlowLog", "properties": {"LogDestination": testing.ref("Logs", "Arn")}},
	{"type": "AWS::CloudFront::Distribution", "properties": {"DistributionConfig": {"Logging": {
		"Bucket": testing.ref("Logs", "DomainName"),
	}}}},
]

_channel := {"type": "AWS::Config::DeliveryChannel", "properties": {"S3BucketName": testing.ref("Logs", "Ref")}}

test_fails_when_the_writer_is_not_let_in if {
	every writer in array.concat(_writers, [_channel]) {
		stack := _stack({"Service": "logs.amazonaws.com"}, writer)
		testing.statuses(writers_may_use_the_key) == {"Key": "fail"} with input as stack
	}
}

test_passes_when_it_is if {
	every writer in _writers {
		stack := _stack({"Service": "delivery.logs.amazonaws.com"}, writer)
		testing.statuses(writers_may_use_the_key) == {"Key": "pass"} with input as stack
	}
	stack := _stack({"Service": "config.amazonaws.com"}, _channel)
	testing.statuses(writers_may_use_the_key) == {"Key": "pass"} with input as stack
}

test_unknown_when_the_principal_is_open if {
	stack := _stack({"Service": testing.unknown("parameter X has no default")}, _writers[0])
	testing.statuses(writers_may_use_the_key) == {"Key": "unknown"} with input as stack
}

test_leaves_out_keys_of_buckets_that_no_service_writes_to if {
	stack := _stack({"Service": "x"}, {"type": "AWS::S3::Bucket"})
	testing.statuses(writers_may_use_the_key) == {} with input as stack
}
