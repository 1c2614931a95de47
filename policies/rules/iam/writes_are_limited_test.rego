package stackgrade.rules.iam.writes_are_limited_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.writes_are_limited

_policy(statement, actions) := testing.stack(
	{"Policy": {
		"type": "AWS::IAM::ManagedPolicy",
		"properties": {"PolicyDocument": {"Statement": [object.union({"Effect": "Allow", "Resource": "*"}, statement)]}},
		"reach": [{"attribute": "PolicyDocument.Statement[0]", "actions": actions}],
	}},
	{},
)

_action(name, level) := {"name": name, "level": level}

test_fails_for_an_action_that_could_be_limited if {
	testing.statuses(writes_are_limited) == {"Policy": "fail"} with input as _policy(
		{"Action": "dynamodb:PutItem"},
		[_action("dynamodb:PutItem", "Write")],
	)
}

test_passes_for_what_is_of_another_level if {
	testing.statuses(writes_are_limited) == {"Policy": "pass"} with input as _policy(
		{"Action": "dynamodb:PutItem"},
		[_action("dynamodb:PutItem", "Tagging")],
	)
}

test_passes_with_a_condition if {
	testing.statuses(writes_are_limited) == {"Policy": "pass"} with input as _policy(
		{"Action": "dynamodb:PutItem", "Condition": {"StringEquals": {"aws:ResourceTag/App": "shop"}}},
		[_action("dynamodb:PutItem", "Write")],
	)
}

test_leaves_what_others_say_to_them if {
	every action in ["*", "dynamodb:*"] {
		testing.statuses(writes_are_limited) == {"Policy": "pass"} with input as _policy(
			{"Action": action},
			[_action("dynamodb:PutItem", "Write")],
		)
	}
}

test_leaves_out_what_aws_itself_allows if {
	every action in ["logs:PutLogEvents", "ec2:CreateNetworkInterface", "ec2:UnassignPrivateIpAddresses"] {
		testing.statuses(writes_are_limited) == {"Policy": "pass"} with input as _policy(
			{"Action": action},
			[_action(action, "Write")],
		)
	}
}

test_names_three_at_the_most if {
	verdicts := testing.verdicts(writes_are_limited) with input as _policy(
		{"Action": ["a:A", "a:B", "a:C", "a:D"]},
		[_action("a:A", "Write"), _action("a:B", "Write"), _action("a:C", "Write"), _action("a:D", "Write")],
	)
	wanted := "a:A, a:B, a:C and 1 more can be limited to a resource, and is allowed on all"
	{verdict.message | some verdict in verdicts} == {wanted}
}

test_unknown_when_the_effect_is_open if {
	testing.statuses(writes_are_limited) == {"Policy": "unknown"} with input as _policy(
		{"Action": "dynamodb:PutItem", "Effect": testing.unknown("parameter X has no default")},
		[],
	)
}

_role(service, name) := testing.stack(
	{"Role": {
		"type": "AWS::IAM::Role",
		"properties": {
			"AssumeRolePolicyDocument": {"Statement": [{"Principal": {"Service": service}}]},
			"Policies": [{"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": name, "Resource": "*"}]}}],
		},
		"reach": [{"attribute": "Policies[0].PolicyDocument.Statement[0]", "actions": [_action(name, "Write")]}],
	}},
	{},
)

test_leaves_out_the_messages_of_cognito_only if {
	every service, status in {"cognito-idp.amazonaws.com": "pass", "lambda.amazonaws.com": "fail"} {
		testing.statuses(writes_are_limited) == {"Role": status} with input as _role(service, "sns:Publish")
	}
}

test_leaves_out_the_alarms_of_application_auto_scaling_only if {
	scaler := ["application-autoscaling.amazonaws.com"]
	testing.statuses(writes_are_limited) == {"Role": "pass"} with input as _role(scaler, "cloudwatch:PutMetricAlarm")
	testing.statuses(writes_are_limited) == {"Role": "fail"} with input as _role(scaler, "dynamodb:UpdateTable")
	testing.statuses(writes_are_limited) == {"Role": "fail"} with input as _role(
		"lambda.amazonaws.com",
		"cloudwatch:PutMetricAlarm",
	)
}
