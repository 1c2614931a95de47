package stackgrade.rules.iam.role_is_for_something_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.role_is_for_something

_role(service, properties) := {"type": "AWS::IAM::Role", "properties": object.union(
	{"AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": {"Service": service}}]}},
	properties,
)}

_document := {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}

test_fails_without_policies if {
	testing.statuses(role_is_for_something) == {"Role": "fail"} with input as testing.stack(
		{"Role": _role("lambda.amazonaws.com", {})},
		{},
	)
}

test_passes_with_policies if {
	every properties in [
		{"Policies": [{"PolicyDocument": _document}]},
		{"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]},
	] {
		testing.statuses(role_is_for_something) == {"Role": "pass"} with input as testing.stack(
			{"Role": _role("lambda.amazonaws.com", properties)},
			{},
		)
	}
}

test_passes_when_a_policy_is_attached if {
	testing.statuses(role_is_for_something) == {"Role": "pass"} with input as testing.stack(
		{
			"Role": _role("lambda.amazonaws.com", {}),
			"Policy": {"type": "AWS::IAM::Policy", "properties": {
				"Roles": [testing.ref("Role", "Ref")],
				"PolicyDocument": _document,
			}},
		},
		{},
	)
}

test_passes_when_the_policy_of_another_resource_names_it if {
	testing.statuses(role_is_for_something) == {"Role": "pass"} with input as testing.stack(
		{
			"Role": _role("lambda.amazonaws.com", {}),
			"Policy": {"type": "AWS::SQS::QueuePolicy", "properties": {"PolicyDocument": {"Statement": [{
				"Principal": {"AWS": testing.ref("Role", "Arn")},
			}]}}},
		},
		{},
	)
}

test_unknown_when_it_is_open_what_a_policy_is_attached_to if {
	testing.statuses(role_is_for_something) == {"Role": "unknown"} with input as testing.stack(
		{
			"Role": _role("lambda.amazonaws.com", {}),
			"Policy": {
				"type": "AWS::IAM::RolePolicy",
				"properties": {"RoleName": testing.unknown("parameter Role has no default")},
			},
		},
		{},
	)
}

test_leaves_out_people_containers_and_roles_that_another_rule_judges if {
	testing.statuses(role_is_for_something) == {} with input as testing.stack(
		{
			"People": {"type": "AWS::IAM::Role", "properties": {"AssumeRolePolicyDocument": {"Statement": [{
				"Effect": "Allow",
				"Principal": {"AWS": "arn:aws:iam::123456789012:root"},
			}]}}},
			"Task": _role("ecs-tasks.amazonaws.com", {}),
			"Needed": _role("lambda.amazonaws.com", {}),
			"Function": {"type": "AWS::Lambda::Function", "properties": {
				"Role": testing.ref("Needed", "Arn"),
				"VpcConfig": {"SubnetIds": ["subnet-1"]},
			}},
		},
		{},
	)
}

test_leaves_out_chat_clients_that_show_notifications if {
	testing.statuses(role_is_for_something) == {} with input as testing.stack(
		{"Chat": _role("chatbot.amazonaws.com", {})},
		{},
	)
}
