package stackgrade.rules.sns.undelivered_messages_are_kept_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.sns.undelivered_messages_are_kept

_stack(protocol, more) := testing.stack(
	{"Orders": {
		"type": "AWS::SNS::Subscription",
		"properties": object.union({"Protocol": protocol}, more),
	}},
	{},
)

_redrive := {"RedrivePolicy": {"deadLetterTargetArn": testing.ref("Undelivered", "Arn")}}

test_fails_without if {
	every protocol in ["https", "lambda", "sqs"] {
		testing.statuses(undelivered_messages_are_kept) == {"Orders": "fail"} with input as _stack(protocol, {})
	}
}

test_passes_with if {
	testing.statuses(undelivered_messages_are_kept) == {"Orders": "pass"} with input as _stack("lambda", _redrive)
}

test_leaves_out_people if {
	every protocol in ["email", "email-json", "sms"] {
		testing.statuses(undelivered_messages_are_kept) == {} with input as _stack(protocol, {})
	}
}

test_unknown_when_the_protocol_is_open if {
	open := testing.unknown("parameter Protocol has no default")
	testing.statuses(undelivered_messages_are_kept) == {"Orders": "unknown"} with input as _stack(open, {})
}

test_does_not_apply_to_a_test if {
	testing.statuses(undelivered_messages_are_kept) == {} with input as object.union(
		_stack("lambda", {}),
		{"profile": testing.disposable},
	)
}
