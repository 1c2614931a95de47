package stackgrade.rules.iam.readers_may_decrypt_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.readers_may_decrypt

_role(statements) := {"type": "AWS::IAM::Role", "properties": {
	"RoleName": "worker",
	"Policies": [{"PolicyDocument": {"Statement": statements}}],
}}

_reads(action) := {"Effect": "Allow", "Action": action, "Resource": [testing.ref("It", "Arn")]}

_key(principal) := {"type": "AWS::KMS::Key", "properties": {"KeyPolicy": {"Statement": [{
	"Effect": "Allow",
	"Principal": {"AWS": principal},
	"Action": "kms:*",
}]}}}

_account := _key("arn:aws:iam::111122223333:root")

_things := {
	"secretsmanager:GetSecretValue": {
		"type": "AWS::SecretsManager::Secret",
		"properties": {"KmsKeyId": testing.ref("Key", "Arn")},
	},
	"sqs:*": {"type": "AWS::SQS::Queue", "properties": {"KmsMasterKeyId": testing.ref("Key", "Ref")}},
	"s3:GetObject": {"type": "AWS::S3::Bucket", "properties": {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{
		"ServerSideEncryptionByDefault": {"KMSMasterKeyID": testing.ref("Key", "Arn")},
	}]}}},
}

test_fails_when_the_role_may_not_decrypt if {
	every action, thing in _things {
		testing.statuses(readers_may_decrypt) == {"Role": "fail"} with input as testing.stack(
			{"Role": _role([_reads(action)]), "It": thing, "Key": _account},
			{},
		)
	}
}

test_passes_when_it_may_or_the_key_names_it if {
	secret := _things["secretsmanager:GetSecretValue"]
	read := _reads("secretsmanager:GetSecretValue")
	every case in [
		[[read, {"Effect": "Allow", "Action": "kms:Dec*", "Resource": "*"}], _account],
		[[read], _key(testing.ref("Role", "Arn"))],
		[[read], _key("arn:aws:iam::111122223333:role/worker")],
		[[read], _key("*")],
	] {
		testing.statuses(readers_may_decrypt) == {"Role": "pass"} with input as testing.stack(
			{"Role": _role(case[0]), "It": secret, "Key": case[1]},
			{},
		)
	}
}

test_passes_with_a_grant if {
	testing.statuses(readers_may_decrypt) == {"Role": "pass"} with input as testing.stack(
		{
			"Role": _role([_reads("secretsmanager:GetSecretValue")]),
			"It": _things["secretsmanager:GetSecretValue"],
			"Key": _account,
			"Grant": {"type": "aws_kms_grant", "properties": {
				"KeyId": testing.ref("Key", "Ref"),
				"GranteePrincipal": testing.ref("Role", "Arn"),
				"Operations": ["Decrypt"],
			}},
		},
		{},
	)
}

_written := {
	"kinesis:PutRecord": {"type": "AWS::Kinesis::Stream", "properties": {"StreamEncryption": {
		"EncryptionType": "KMS",
		"KeyId": testing.ref("Key", "Arn"),
	}}},
	"s3:PutObject": _things["s3:GetObject"],
	"sns:Publish": {"type": "AWS::SNS::Topic", "properties": {"KmsMasterKeyId": testing.ref("Key", "Arn")}},
	"sqs:SendMessage": _things["sqs:*"],
}

test_fails_when_the_role_may_write_and_not_encrypt if {
	decrypts := {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}
	every action, thing in _written {
		testing.statuses(readers_may_decrypt) == {"Role": "fail"} with input as testing.stack(
			{"Role": _role([_reads(action), decrypts]), "It": thing, "Key": _account},
			{},
		)
	}
}

test_passes_when_it_may_encrypt if {
	encrypts := {"Effect": "Allow", "Action": "kms:GenerateDataKey*", "Resource": "*"}
	every action, thing in _written {
		testing.statuses(readers_may_decrypt) == {"Role": "pass"} with input as testing.stack(
			{"Role": _role([_reads(action), encrypts]), "It": thing, "Key": _account},
			{},
		)
	}
}

test_leaves_out_the_role_of_config if {
	recorder := {"type": "AWS::Config::ConfigurationRecorder", "properties": {"RoleARN": testing.ref("Role", "Arn")}}
	testing.statuses(readers_may_decrypt) == {} with input as testing.stack(
		{
			"Role": _role([_reads("s3:PutObject")]),
			"It": _written["s3:PutObject"],
			"Key": _account,
			"Recorder": recorder,
		},
		{},
	)
}

test_leaves_out_what_is_not_read_or_has_no_key_here if {
	every case in [
		["secretsmanager:DescribeSecret", _things["secretsmanager:GetSecretValue"]],
		["sqs:ReceiveMessage", {"type": "AWS::SQS::Queue", "properties": {}}],
	] {
		testing.statuses(readers_may_decrypt) == {} with input as testing.stack(
			{"Role": _role([_reads(case[0])]), "It": case[1], "Key": _account},
			{},
		)
	}
}

test_unknown_when_the_policy_of_the_key_is_open if {
	testing.statuses(readers_may_decrypt) == {"Role": "unknown"} with input as testing.stack(
		{
			"Role": _role([_reads("sqs:ReceiveMessage")]),
			"It": _things["sqs:*"],
			"Key": _key(testing.unknown("X is open")),
		},
		{},
	)
}
