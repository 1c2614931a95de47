package stackgrade.rules.kms.own_key_for_senders_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.own_key_for_senders

_topic(key) := {"type": "AWS::SNS::Topic", "properties": {"KmsMasterKeyId": key}}

_alarm := {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmActions": [testing.ref("Topic", "Ref")]}}

_stack(key) := testing.stack({"Topic": _topic(key), "Alarm": _alarm}, {})

test_fails_with_the_key_of_aws if {
	every key in ["alias/aws/sns", "arn:aws:kms:eu-west-1:111122223333:alias/aws/sns"] {
		testing.statuses(own_key_for_senders) == {"Topic": "fail"} with input as _stack(key)
	}
}

test_passes_with_another if {
	testing.statuses(own_key_for_senders) == {"Topic": "pass"} with input as _stack("alias/alerts")
}

test_unknown_when_the_key_is_open if {
	testing.statuses(own_key_for_senders) == {"Topic": "unknown"} with input as _stack(testing.unknown("X is open"))
}

test_leaves_out_what_nobody_sends_to if {
	testing.statuses(own_key_for_senders) == {} with input as testing.stack({"Topic": _topic("alias/aws/sns")}, {})
}
