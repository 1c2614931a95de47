package stackgrade.rules.iam.policies_come_first_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.policies_come_first

_document(action) := {"Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]}

_policy(action) := {"type": "AWS::IAM::Policy", "properties": {
	"Roles": [testing.ref("Role", "Ref")],
	"PolicyDocument": _document(action),
}}

_function := {"type": "AWS::Lambda::Function", "properties": {"Role": testing.ref("Role", "Arn")}}

_in_vpc := object.union(_function, {"properties": {"VpcConfig": {"SubnetIds": ["subnet-1"]}}})

_machine := {"type": "AWS::StepFunctions::StateMachine", "properties": {
	"RoleArn": testing.ref("Role", "Arn"),
	"LoggingConfiguration": {"Level": "ALL"},
}}

_mapping := {"type": "AWS::Lambda::EventSourceMapping", "properties": {
	"FunctionName": testing.ref("Function", "Ref"),
	"EventSourceArn": testing.ref("Queue", "Arn"),
}}

_trail := {"type": "AWS::CloudTrail::Trail", "properties": {"CloudWatchLogsRoleArn": testing.ref("Role", "Arn")}}

_subscription := {"type": "AWS::Logs::SubscriptionFilter", "properties": {
	"DestinationArn": testing.ref("Stream", "Arn"),
	"RoleArn": testing.ref("Role", "Arn"),
}}

_users := {
	"ec2:*": _in_vpc,
	"sqs:*": _mapping,
	"logs:*": _machine,
	"logs:CreateLogStream": _trail,
	"kinesis:Put*": _subscription,
}

_stack(user, role, policy) := testing.stack(
	{
		"It": user,
		"Function": _function,
		"Queue": {"type": "AWS::SQS::Queue"},
		"Stream": {"type": "AWS::Kinesis::Stream"},
		"Role": object.union({"type": "AWS::IAM::Role"}, role),
		"Policy": policy,
	},
	{},
)

test_fails_without_an_order if {
	every action, user in _users {
		stack := _stack(user, {}, _policy(action))
		testing.statuses(policies_come_first) == {"It": "fail"} with input as stack
	}
}

test_passes_when_it_waits if {
	every action, user in _users {
		stack := _stack(object.union(user, {"depends_on": ["Policy"]}), {}, _policy(action))
		testing.statuses(policies_come_first) == {"It": "pass"} with input as stack
	}
}

test_passes_when_the_role_itself_allows_it if {
	every action, user in _users {
		role := {"properties": {"Policies": [{"PolicyDocument": _document(action)}]}}
		testing.statuses(policies_come_first) == {"It": "pass"} with input as _stack(user, role, _policy(action))
	}
}

test_leaves_out_what_a_policy_of_aws_allows if {
	role := {"properties": {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"]}}
	testing.statuses(policies_come_first) == {} with input as _stack(_in_vpc, role, _policy("ec2:*"))
}

test_leaves_out_what_nothing_allows_or_nobody_tries if {
	every stack in [_stack(_in_vpc, {}, _policy("s3:*")), _stack(_function, {}, _policy("ec2:*"))] {
		testing.statuses(policies_come_first) == {} with input as stack
	}
}
