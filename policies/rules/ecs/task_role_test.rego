package stackgrade.rules.ecs.task_role_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.task_role

_stack(properties) := testing.stack(
	{
		"Orders": {"type": "AWS::Kinesis::Stream"},
		"Files": {"type": "AWS::S3::Bucket"},
		"Task": {"type": "AWS::ECS::TaskDefinition", "properties": object.union(
			{"RequiresCompatibilities": ["FARGATE"], "ContainerDefinitions": [{"Environment": [
				{"Name": "ORDERS", "Value": testing.ref("Orders", "Ref")},
				{"Name": "FILES", "Value": "s3://${Files}/in"},
			]}]},
			properties,
		)},
	},
	{},
)

test_fails_without_one if {
	verdicts := testing.verdicts(task_role) with input as _stack({})
	{[verdict.status, verdict.message] | some verdict in verdicts} == {
		["fail", "variables name what the application has no role for: kinesis, s3"],
	}
}

test_passes_with_one if {
	testing.statuses(task_role) == {"Task": "pass"} with input as _stack({"TaskRoleArn": "arn:aws:iam:::role/task"})
}

test_passes_when_it_is_open_which if {
	testing.statuses(task_role) == {"Task": "pass"} with input as _stack({
		"TaskRoleArn": testing.unknown("parameter Role has no default"),
	})
}

test_leaves_out_tasks_on_instances_which_have_a_role if {
	testing.statuses(task_role) == {} with input as _stack({"RequiresCompatibilities": ["EC2"]})
}

test_leaves_out_applications_that_are_told_of_nothing if {
	testing.statuses(task_role) == {} with input as _stack({"ContainerDefinitions": [{"Name": "app"}]})
}
