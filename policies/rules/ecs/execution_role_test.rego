package stackgrade.rules.ecs.execution_role_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.execution_role

_task(properties) := {"Task": {"type": "AWS::ECS::TaskDefinition", "properties": properties}}

_secrets := {"ContainerDefinitions": [{"Secrets": [{"Name": "PASSWORD", "ValueFrom": "arn:aws:ssm:::p"}]}]}

test_fails_on_fargate_without_one if {
	verdicts := testing.verdicts(execution_role) with input as testing.stack(
		_task({"RequiresCompatibilities": ["FARGATE"]}),
		{},
	)
	{[verdict.status, verdict.message] | some verdict in verdicts} == {
		["fail", "no role pulls private images and writes logs"],
	}
}

test_fails_when_secrets_are_injected if {
	verdicts := testing.verdicts(execution_role) with input as testing.stack(_task(_secrets), {})
	{[verdict.status, verdict.message] | some verdict in verdicts} == {["fail", "no role injects the secrets"]}
}

test_sees_that_a_service_is_on_fargate if {
	testing.statuses(execution_role) == {"Task": "fail"} with input as testing.stack(
		object.union(_task({}), {"Service": {"type": "AWS::ECS::Service", "properties": {
			"LaunchType": "FARGATE",
			"TaskDefinition": testing.ref("Task", "Ref"),
		}}}),
		{},
	)
}

test_passes_with_one if {
	testing.statuses(execution_role) == {"Task": "pass"} with input as testing.stack(
		_task({
			"RequiresCompatibilities": ["FARGATE"],
			"ExecutionRoleArn": testing.unknown("parameter Role has no default"),
		}),
		{},
	)
}

test_unknown_when_it_is_open_where_it_runs if {
	testing.statuses(execution_role) == {"Task": "unknown"} with input as testing.stack(
		_task(object.union(
			_secrets,
			{"RequiresCompatibilities": [testing.unknown("parameter Launch has no default")]},
		)),
		{},
	)
}

test_leaves_out_public_images_that_write_no_logs if {
	images := {
		"public.ecr.aws/nginx/nginx:1.27": {},
		"111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1": {"Task": "fail"},
		"${Image}": {"Task": "fail"},
	}
	every image, statuses in images {
		testing.statuses(execution_role) == statuses with input as testing.stack(
			_task({"RequiresCompatibilities": ["FARGATE"], "ContainerDefinitions": [{"Image": image}]}),
			{},
		)
	}
	logged := {"Image": "nginx", "LogConfiguration": {"LogDriver": "awslogs"}}
	testing.statuses(execution_role) == {"Task": "fail"} with input as testing.stack(
		_task({"RequiresCompatibilities": ["FARGATE"], "ContainerDefinitions": [logged]}),
		{},
	)
}

test_a_strict_reviewer_wants_one_all_the_same if {
	testing.statuses(execution_role) == {"Task": "fail"} with input as testing.reviewed(
		_task({"RequiresCompatibilities": ["FARGATE"], "ContainerDefinitions": [{"Image": "nginx"}]}),
		{},
	)
}

test_leaves_out_tasks_on_instances if {
	testing.statuses(execution_role) == {} with input as testing.stack(
		_task({"RequiresCompatibilities": ["EC2"], "ContainerDefinitions": [{"Name": "app"}]}),
		{},
	)
}
