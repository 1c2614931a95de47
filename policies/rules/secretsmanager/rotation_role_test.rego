package stackgrade.rules.secretsmanager.rotation_role_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.rotation_role

_stack(role, function) := testing.stack(
	{
		"Role": {"type": "AWS::IAM::Role", "properties": role},
		"Function": {
			"type": "AWS::Lambda::Function",
			"properties": object.union({"Role": testing.ref("Role", "Arn")}, function),
		},
		"Schedule": {
			"type": "AWS::SecretsManager::RotationSchedule",
			"properties": {"RotationLambdaARN": testing.ref("Function", "Arn")},
		},
	},
	{},
)

_allows(actions) := {"Policies": [{"PolicyDocument": {"Statement": [{
	"Effect": "Allow",
	"Action": actions,
	"Resource": "*",
}]}}]}

_all := [
	"secretsmanager:DescribeSecret",
	"secretsmanager:GetSecretValue",
	"secretsmanager:PutSecretValue",
	"secretsmanager:UpdateSecretVersionStage",
]

test_fails_without_a_right if {
	verdicts := testing.verdicts(rotation_role) with input as _stack(
		_allows(["secretsmanager:Get*", "secretsmanager:DescribeSecret"]),
		{},
	)
	{[verdict.address, verdict.status, verdict.message] | some verdict in verdicts} == {[
		"Schedule", "fail",
		"its function may not secretsmanager:PutSecretValue, secretsmanager:UpdateSecretVersionStage",
	]}
}

test_fails_without_a_way_to_the_database if {
	testing.statuses(rotation_role) == {"Schedule": "fail"} with input as _stack(
		_allows(_all),
		{"VpcConfig": {"SubnetIds": ["subnet-1"]}},
	)
}

test_passes_with_all_rights if {
	testing.statuses(rotation_role) == {"Schedule": "pass"} with input as _stack(_allows(_all), {})
	testing.statuses(rotation_role) == {"Schedule": "pass"} with input as _stack(_allows("secretsmanager:*"), {})
	testing.statuses(rotation_role) == {"Schedule": "pass"} with input as _stack(
		object.union(
			_allows(_all),
			{"ManagedPolicyArns": ["arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"]},
		),
		{"VpcConfig": {"SubnetIds": ["subnet-1"]}},
	)
}

test_unknown_when_the_rights_are if {
	testing.statuses(rotation_role) == {"Schedule": "unknown"} with input as _stack(
		_allows(testing.unknown("parameter Actions has no default")),
		{},
	)
}

test_leaves_out_functions_of_others if {
	testing.statuses(rotation_role) == {} with input as testing.stack(
		{
			"Hosted": {
				"type": "AWS::SecretsManager::RotationSchedule",
				"properties": {"HostedRotationLambda": {"RotationType": "MySQLSingleUser"}},
			},
			"Elsewhere": {
				"type": "AWS::SecretsManager::RotationSchedule",
				"properties": {"RotationLambdaARN": "arn:aws:lambda:eu-west-1:111122223333:function:rotate"},
			},
		},
		{},
	)
}
