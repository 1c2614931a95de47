package stackgrade.rules.iam.passwords_need_a_second_factor_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.passwords_need_a_second_factor

_user := {"type": "AWS::IAM::User", "properties": {"LoginProfile": {"PasswordResetRequired": true}}}

_policy(condition) := {"type": "AWS::IAM::ManagedPolicy", "properties": {"PolicyDocument": {"Statement": [{
	"Effect": "Deny",
	"NotAction": "iam:*",
	"Resource": "*",
	"Condition": condition,
}]}}}

test_fails_when_no_policy_asks if {
	every stack in [
		testing.stack({"User": _user}, {}),
		testing.stack(
			{
				"User": object.union(_user, {"properties": {
					"Groups": [testing.ref("Group", "Ref")],
					"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
				}}),
				"Group": {"type": "AWS::IAM::Group"},
			},
			{},
		),
		testing.stack({"User": _user, "Policy": _policy({"Bool": {"aws:SecureTransport": "false"}})}, {}),
	] {
		testing.statuses(passwords_need_a_second_factor) == {"User": "fail"} with input as stack
	}
}

test_passes_when_one_does if {
	every condition in [
		{"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
		{"NumericGreaterThan": {"aws:multifactorauthage": "3600"}},
	] {
		stack := testing.stack({"User": _user, "Policy": _policy(condition)}, {})
		testing.statuses(passwords_need_a_second_factor) == {"User": "pass"} with input as stack
	}
}

test_leaves_out_who_has_policies_out_of_sight if {
	every more in [
		{"Groups": ["Developers"]},
		{"ManagedPolicyArns": ["arn:aws:iam::${AWS::AccountId}:policy/AskForSecondFactor"]},
		{"PermissionsBoundary": "arn:aws:iam::123456789012:policy/Boundary"},
	] {
		testing.statuses(passwords_need_a_second_factor) == {} with input as testing.stack(
			{"User": object.union(_user, {"properties": more})},
			{},
		)
	}
	addition := {
		"type": "AWS::IAM::UserToGroupAddition",
		"properties": {"GroupName": "Developers", "Users": [testing.ref("User", "Ref")]},
	}
	testing.statuses(passwords_need_a_second_factor) == {} with input as testing.stack(
		{"User": _user, "Addition": addition},
		{},
	)
}

test_unknown_when_a_policy_is if {
	arns := {"properties": {"ManagedPolicyArns": [testing.unknown("parameter Policy has no default")]}}
	testing.statuses(passwords_need_a_second_factor) == {"User": "unknown"} with input as testing.stack(
		{"User": object.union(_user, arns)},
		{},
	)
}

test_unknown_when_a_condition_is_open if {
	stack := testing.stack({"User": _user, "Policy": _policy(testing.unknown("parameter X has no default"))}, {})
	testing.statuses(passwords_need_a_second_factor) == {"User": "unknown"} with input as stack
}

test_leaves_out_users_without_a_password if {
	stack := testing.stack({"User": {"type": "AWS::IAM::User"}}, {})
	testing.statuses(passwords_need_a_second_factor) == {} with input as stack
}
