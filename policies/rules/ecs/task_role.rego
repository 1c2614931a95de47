# METADATA
# title: An application in a container has a role to act with
# description: >-
#   A container that is told of a stream, queue, table or bucket will call it, and without a task role it has no
#   credentials to do so.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
# custom:
#   id: FC_ECS_002
#   severity: high
#   category: access
#   types: [AWS::ECS::TaskDefinition]
#   presence: [TaskRoleArn]
#   failures: [F-001-07.2]
#   remediation:
#     cloudformation: |
#       TaskRoleArn: !GetAtt TaskRole.Arn
#     terraform: |
#       task_role_arn = aws_iam_role.task.arn
package stackgrade.rules.ecs.task_role

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles
import data.stackgrade.lib.tasks

metadata := rego.metadata.chain()[1].annotations

# On instances, a task without a role has that of the instance.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::ECS::TaskDefinition")
	tasks.is_on_fargate(resource)
	count(roles.told_of(resource)) > 0
}

fail contains findings.at(resource, "TaskRoleArn", message) if {
	some resource in subject
	not resources.has(resource, ["TaskRoleArn"])
	services := concat(", ", sort(roles.told_of(resource)))
	message := concat("", ["variables name what the application has no role for: ", services])
}
