package stackgrade.rules.sns.senders_are_let_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.sns.senders_are_let_in

_stack(policy) := testing.stack(
	object.union(
		{
			"It": {"type": "AWS::SNS::Topic", "properties": {}},
			"Rule": {
				"type": "AWS::Events::Rule",
				"properties": {"Targets": [{"Arn": testing.ref("It", "Arn")}]},
			},
		},
		policy,
	),
	{},
)

_policy(principal) := {"Policy": {"type": "AWS::SNS::TopicPolicy", "properties": {
	"Topics": [testing.ref("It", "Ref")],
	"PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": principal}]},
}}}

test_fails_without_a_statement_for_the_sender if {
	every policy in [{}, _policy({"Service": "iot.amazonaws.com"})] {
		testing.statuses(senders_are_let_in) == {"It": "fail"} with input as _stack(policy)
	}
}

test_passes_with_one if {
	every principal in [{"Service": ["events.amazonaws.com"]}, "*"] {
		testing.statuses(senders_are_let_in) == {"It": "pass"} with input as _stack(_policy(principal))
	}
}

_alarmed(policy) := testing.stack(
	object.union(
		{
			"It": {"type": "AWS::SNS::Topic", "properties": {}},
			"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmActions": [testing.ref("It", "Ref")]}},
		},
		policy,
	),
	{},
)

_inline(principal) := {"Policy": {"type": "AWS::SNS::TopicInlinePolicy", "properties": {
	"TopicArn": testing.ref("It", "Ref"),
	"PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": principal}]},
}}}

test_fails_when_a_policy_shuts_alarms_out if {
	events := {"Service": "events.amazonaws.com"}
	role := {"AWS": testing.ref("Role", "Arn")}
	every policy in [_policy(events), _policy(role), _inline(events)] {
		testing.statuses(senders_are_let_in) == {"It": "fail"} with input as _alarmed(policy)
	}
	only_denies := {"Policy": {"type": "AWS::SNS::TopicPolicy", "properties": {
		"Topics": [testing.ref("It", "Ref")],
		"PolicyDocument": {"Statement": [{"Effect": "Deny", "Principal": "*"}]},
	}}}
	testing.statuses(senders_are_let_in) == {"It": "fail"} with input as _alarmed(only_denies)
}

test_passes_when_a_policy_lets_alarms_in if {
	every principal in [{"Service": "cloudwatch.amazonaws.com"}, {"AWS": "*"}] {
		testing.statuses(senders_are_let_in) == {"It": "pass"} with input as _alarmed(_policy(principal))
		testing.statuses(senders_are_let_in) == {"It": "pass"} with input as _alarmed(_inline(principal))
	}
}

test_leaves_out_alarms_that_the_account_may_stand_for if {
	testing.statuses(senders_are_let_in) == {} with input as _alarmed({})
	every account in ["arn:aws:iam::123456789012:root", "123456789012", "${AWS::AccountId}"] {
		testing.statuses(senders_are_let_in) == {} with input as _alarmed(_policy({"AWS": account}))
	}
}

test_leaves_out_what_nobody_sends_to if {
	testing.statuses(senders_are_let_in) == {} with input as _stack({"Rule": {"properties": {"Targets": []}}})
}

test_unknown_when_the_policy_is_open if {
	testing.statuses(senders_are_let_in) == {"It": "unknown"} with input as _stack(_policy({"$unknown": "X is open"}))
}
