package stackgrade.rules.iam.role_allows_logs_and_traces_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.role_allows_logs_and_traces

_stack(actions, user) := testing.stack(
	{
		"Role": {"type": "AWS::IAM::Role", "properties": {"Policies": [{"PolicyDocument": {"Statement": [{
			"Effect": "Allow",
			"Action": actions,
			"Resource": "*",
		}]}}]}},
		"User": user,
	},
	{},
)

_function := {"type": "AWS::Lambda::Function", "properties": {
	"Role": testing.ref("Role", "Arn"),
	"TracingConfig": {"Mode": "Active"},
}}

_machine := {"type": "AWS::StepFunctions::StateMachine", "properties": {
	"RoleArn": testing.ref("Role", "Arn"),
	"TracingConfiguration": {"Enabled": true},
}}

test_fails_without_the_permission if {
	every actions, user in {"xray:*": _function, "logs:*": _function, "logs:Put*": _machine} {
		testing.statuses(role_allows_logs_and_traces) == {"Role": "fail"} with input as _stack(actions, user)
	}
}

test_passes_with_it if {
	every user in [_function, _machine] {
		testing.statuses(role_allows_logs_and_traces) == {"Role": "pass"} with input as _stack(["logs:*", "xray:Put*"], user)
	}
}

test_passes_when_terraform_attaches_a_policy_to_several_roles if {
	every arn in [
		"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
		testing.unknown("data.aws_iam_policy.logs is read at deployment"),
	] {
		testing.statuses(role_allows_logs_and_traces) == {"Role": "pass"} with input as testing.stack(
			{
				"Role": {"type": "AWS::IAM::Role", "properties": {}},
				"User": {"type": "AWS::Lambda::Function", "properties": {"Role": testing.ref("Role", "Arn")}},
				"Attachment": {"type": "aws_iam_policy_attachment", "properties": {
					"Roles": [testing.ref("Other", "Ref"), testing.ref("Role", "Ref")],
					"PolicyArn": arn,
				}},
			},
			{},
		)
	}
}

test_unknown_when_a_policy_is_open if {
	testing.statuses(role_allows_logs_and_traces) == {"Role": "unknown"} with input as _stack(
		{"$unknown": "open"},
		_function,
	)
}
