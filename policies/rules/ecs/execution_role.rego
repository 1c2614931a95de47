# METADATA
# title: A task has the role that starts it
# description: >-
#   ECS takes on the execution role to pull private images, write logs and inject secrets. Without it, a task on Fargate
#   can do none of these.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
# custom:
#   id: FC_ECS_001
#   severity: high
#   category: access
#   types: [AWS::ECS::TaskDefinition]
#   attributes: ["RequiresCompatibilities[]"]
#   presence: [ContainerDefinitions, ExecutionRoleArn]
#   failures: [F-001-07.1]
#   remediation:
#     cloudformation: |
#       ExecutionRoleArn: !GetAtt TaskExecutionRole.Arn # with AmazonECSTaskExecutionRolePolicy
#     terraform: |
#       execution_role_arn = aws_iam_role.task_execution.arn # with AmazonECSTaskExecutionRolePolicy
package stackgrade.rules.ecs.execution_role

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.tasks

metadata := rego.metadata.chain()[1].annotations

# On instances, the role of the instance pulls images and writes logs; secrets are injected with this one all the same.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::ECS::TaskDefinition")
	tasks.is_on_fargate(resource)
	not _needs_none(resource)
}

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ECS::TaskDefinition")
	_takes_secrets(resource)
}

fail contains findings.at(resource, "ExecutionRoleArn", _why(resource)) if {
	some resource in subject
	not resources.has(resource, ["ExecutionRoleArn"])
}

_why(resource) := "no role injects the secrets" if _takes_secrets(resource)

_why(resource) := "no role pulls private images and writes logs" if not _takes_secrets(resource)

# Public images that write no logs to CloudWatch; a strict reviewer wants the role for the day that they do.
_needs_none(task) if {
	not input.profile.opinions
	every container in task.properties.ContainerDefinitions {
		is_string(container.Image)
		not regex.match(`\.dkr\.ecr\.|\$\{`, container.Image)
		not container.RepositoryCredentials
		not container.LogConfiguration.LogDriver == "awslogs"
	}
}

_takes_secrets(task) if {
	some container in task.properties.ContainerDefinitions
	count(container.Secrets) > 0
}
