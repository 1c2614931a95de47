package stackgrade.rules.iam.roles_trust_their_service_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.roles_trust_their_service

_stack(principal, user) := testing.stack(
	{
		"Role": {"type": "AWS::IAM::Role", "properties": {"AssumeRolePolicyDocument": {"Statement": [{
			"Effect": "Allow",
			"Principal": principal,
			"Action": "sts:AssumeRole",
		}]}}},
		"User": user,
	},
	{},
)

_rule := {"type": "AWS::Events::Rule", "properties": {"Targets": [{"RoleArn": testing.ref("Role", "Arn")}]}}

_function := {"type": "AWS::Lambda::Function", "properties": {"Role": testing.ref("Role", "Arn")}}

test_fails_for_another_service if {
	every user in [_rule, _function] {
		testing.statuses(roles_trust_their_service) == {"Role": "fail"} with input as _stack(
			{"Service": "ec2.amazonaws.com"},
			user,
		)
	}
}

test_passes_for_the_service if {
	every service in ["lambda.amazonaws.com", "lambda.${AWS::URLSuffix}"] {
		testing.statuses(roles_trust_their_service) == {"Role": "pass"} with input as _stack(
			{"Service": [service]},
			_function,
		)
	}
}

test_unknown_when_the_principal_is_open if {
	testing.statuses(roles_trust_their_service) == {"Role": "unknown"} with input as _stack(
		{"Service": {"$unknown": "open"}},
		_function,
	)
}

test_leaves_out_roles_that_nobody_here_takes_on if {
	testing.statuses(roles_trust_their_service) == {} with input as _stack({"Service": "iot.amazonaws.com"}, {
		"type": "AWS::IAM::Policy",
		"properties": {"Roles": [testing.ref("Role", "Ref")]},
	})
}

test_leaves_out_policies_that_only_the_deployment_has if {
	testing.statuses(roles_trust_their_service) == {} with input as testing.stack(
		{
			"Role": {"type": "AWS::IAM::Role", "properties": {"AssumeRolePolicyDocument": "${data.policy.json}"}},
			"Taker": _function,
		},
		{},
	)
}
