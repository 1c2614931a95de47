package stackgrade.rules.kms.key_policy_lets_the_service_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.key_policy_lets_the_service_in

_group := {"type": "AWS::Logs::LogGroup", "properties": {
	"KmsKeyId": testing.ref("It", "Arn"),
	"LogGroupName": "/shop/orders",
}}

_trail := {"type": "AWS::CloudTrail::Trail", "properties": {
	"KMSKeyId": testing.ref("It", "Arn"),
	"TrailName": "audit",
}}

_logs := {"Effect": "Allow", "Principal": {"Service": "logs.${AWS::Region}.amazonaws.com"}, "Action": "kms:*"}

_stack(statement, user) := testing.stack(
	{"User": user, "It": {"type": "AWS::KMS::Key", "properties": {"KeyPolicy": {"Statement": [
		{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*"},
		statement,
	]}}}},
	{},
)

_with(more) := object.union(_logs, more)

_for(operator, pattern) := _with({"Condition": {operator: {"kms:EncryptionContext:aws:logs:arn": pattern}}})

test_fails_when_not_named if {
	every stack in [_stack(_with({"Effect": "Deny"}), _group), _stack(_logs, _trail)] {
		testing.statuses(key_policy_lets_the_service_in) == {"It": "fail"} with input as stack
	}
}

test_fails_when_all_of_the_account_is_meant if {
	everyone := {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*"}
	testing.statuses(key_policy_lets_the_service_in) == {"It": "pass"} with input as _stack(everyone, _trail)
	account := object.union(everyone, {"Condition": {"StringEquals": {"kms:CallerAccount": "111122223333"}}})
	testing.statuses(key_policy_lets_the_service_in) == {"It": "fail"} with input as _stack(account, _trail)
}

test_fails_when_an_action_is_left_out if {
	every actions in [
		["kms:Decrypt", "kms:DescribeKey"],
		["kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"],
		"kms:GenerateDataKey*",
	] {
		stack := _stack(_with({"Action": actions}), _group)
		testing.statuses(key_policy_lets_the_service_in) == {"It": "fail"} with input as stack
	}
}

test_passes_with_the_actions_that_are_needed if {
	every actions in ["kms:*", ["kms:Decrypt*", "kms:Encrypt*", "kms:GenerateDataKey*"]] {
		stack := _stack(_with({"Action": actions}), _group)
		testing.statuses(key_policy_lets_the_service_in) == {"It": "pass"} with input as stack
	}
}

test_fails_when_the_condition_is_for_other_groups if {
	every statement in [
		_for("ArnLike", "arn:aws:logs:*:111122223333:log-group:/aws/lambda/*"),
		_for("ArnLike", "arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:/shop/orders-${Stage}"),
		_for("ArnEquals", ["arn:aws:logs:*:*:log-group:/shop/order", "arn:aws:logs:*:*:log-group:orders"]),
		_for("StringEquals", "arn:aws:logs:*:*:*"),
	] {
		testing.statuses(key_policy_lets_the_service_in) == {"It": "fail"} with input as _stack(statement, _group)
	}
}

test_passes_when_the_condition_may_be_for_the_group if {
	every pattern in [
		"arn:aws:logs:*:111122223333:*",
		"arn:aws:logs:*:111122223333:log-group:*",
		"arn:aws:logs:*:111122223333:log-group:/shop/*",
		"arn:aws:logs:*:111122223333:log-group:/shop/order?:*",
		"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/shop/${Name}",
		["arn:aws:logs:*:*:log-group:/aws/*", "arn:aws:logs:*:*:log-group:/shop/orders"],
	] {
		stack := _stack(_for("ArnEquals", pattern), _group)
		testing.statuses(key_policy_lets_the_service_in) == {"It": "pass"} with input as stack
	}
}

test_tells_the_trail_from_others if {
	every name, status in {"audit": "pass", "other": "fail"} {
		stack := _stack(
			{
				"Effect": "Allow",
				"Principal": {"Service": "cloudtrail.amazonaws.com"},
				"Action": "kms:GenerateDataKey*",
				"Condition": {"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": concat("/", [
					"arn:aws:cloudtrail:*:111122223333:trail",
					name,
				])}},
			},
			_trail,
		)
		testing.statuses(key_policy_lets_the_service_in) == {"It": status} with input as stack
	}
}

test_fails_for_the_service_of_another_region if {
	every region, status in {"eu-west-1": "fail", "us-east-1": "pass"} {
		stack := object.union(
			_stack(_with({"Principal": {"Service": "logs.us-east-1.amazonaws.com"}}), _group),
			{"profile": object.union(testing.production, {"region": region})},
		)
		testing.statuses(key_policy_lets_the_service_in) == {"It": status} with input as stack
	}
}

test_unknown_when_what_decides_is_open if {
	open := testing.unknown("parameter X has no default")
	every statement in [_with({"Principal": {"Service": open}}), _for("ArnLike", open)] {
		testing.statuses(key_policy_lets_the_service_in) == {"It": "unknown"} with input as _stack(statement, _group)
	}
}

test_leaves_out_keys_that_no_service_uses if {
	testing.statuses(key_policy_lets_the_service_in) == {} with input as testing.stack(
		{"It": {"type": "AWS::KMS::Key", "properties": {}}},
		{},
	)
}
