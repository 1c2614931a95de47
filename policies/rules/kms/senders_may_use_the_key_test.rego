package stackgrade.rules.kms.senders_may_use_the_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.senders_may_use_the_key

_topic(key) := {"type": "AWS::SNS::Topic", "properties": {"KmsMasterKeyId": key}}

_alarm := {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmActions": [testing.ref("Topic", "Ref")]}}

_key(principal, actions) := {"type": "AWS::KMS::Key", "properties": {"KeyPolicy": {"Statement": [
	{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*"},
	{"Effect": "Allow", "Principal": principal, "Action": actions},
]}}}

_stack(principal) := testing.stack(
	{"Topic": _topic(testing.ref("Key", "Arn")), "Alarm": _alarm, "Key": _key(principal, "kms:*")},
	{},
)

test_fails_when_the_sender_is_not_named if {
	testing.statuses(senders_may_use_the_key) == {"Key": "fail"} with input as _stack({"Service": "sns.amazonaws.com"})
}

test_fails_when_the_sender_may_not_do_enough if {
	stack := testing.stack(
		{
			"Topic": _topic(testing.ref("Key", "Arn")),
			"Alarm": _alarm,
			"Key": _key({"Service": "cloudwatch.amazonaws.com"}, "kms:Decrypt"),
		},
		{},
	)
	testing.statuses(senders_may_use_the_key) == {"Key": "fail"} with input as stack
}

test_passes_when_it_is if {
	every principal in [{"Service": "cloudwatch.amazonaws.com"}, "*"] {
		testing.statuses(senders_may_use_the_key) == {"Key": "pass"} with input as _stack(principal)
	}
}

test_leaves_out_keys_of_what_nobody_sends_to if {
	testing.statuses(senders_may_use_the_key) == {} with input as testing.stack(
		{"Topic": _topic(testing.ref("Key", "Arn")), "Key": _key("*", "kms:*")},
		{},
	)
}

test_unknown_when_the_policy_is_open if {
	testing.statuses(senders_may_use_the_key) == {"Key": "unknown"} with input as _stack({"Service": {"$unknown": "open"}})
}
