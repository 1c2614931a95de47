# METADATA
# title: Every container writes logs
# description: >-
#   What a container without a log driver prints is gone with its task: after a crash there is nothing to read. On
#   Fargate it cannot be read at all.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
# custom:
#   id: FC_ECS_004
#   severity: medium
#   category: logging
#   types: [AWS::ECS::TaskDefinition]
#   presence: ["ContainerDefinitions[].LogConfiguration"]
#   failures: [F-001-13.1]
#   also: [AwsSolutions-ECS7]
#   remediation:
#     cloudformation: |
#       LogConfiguration:
#         LogDriver: awslogs
#         Options:
#           awslogs-group: !Ref Logs
#           awslogs-region: !Ref AWS::Region
#           awslogs-stream-prefix: app
#     terraform: |
#       logConfiguration = {
#         logDriver = "awslogs"
#         options = {
#           awslogs-group         = aws_cloudwatch_log_group.app.name
#           awslogs-region        = var.region
#           awslogs-stream-prefix = "app"
#         }
#       }
package stackgrade.rules.ecs.container_logs

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ECS::TaskDefinition")
	resources.has(resource, ["ContainerDefinitions"])
}

fail contains findings.at(resource, path, "the container writes no logs") if {
	some resource in subject
	some i, container in resource.properties.ContainerDefinitions
	is_object(container)
	object.get(container, "LogConfiguration", null) == null
	not container["$unknown"]
	path := ["ContainerDefinitions", i, "LogConfiguration"]
}
