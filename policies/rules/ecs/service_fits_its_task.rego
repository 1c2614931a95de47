# METADATA
# title: A service places its tasks as they are made to be
# description: >-
#   Tasks in network mode `awsvpc` get addresses of their own, and their service says in which subnets; other tasks take
#   none. A service has a launch type or a strategy of capacity providers. Anything else is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
# custom:
#   id: FC_ECS_050
#   severity: critical
#   category: operations
#   types: [AWS::ECS::Service]
#   attributes: [AWS::ECS::TaskDefinition.NetworkMode]
#   presence: [CapacityProviderStrategy, LaunchType, NetworkConfiguration]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       LaunchType: FARGATE
#       NetworkConfiguration:
#         AwsvpcConfiguration:
#           Subnets: [!Ref PrivateSubnet1, !Ref PrivateSubnet2]
#           SecurityGroups: [!Ref TaskSecurityGroup]
#     terraform: |
#       launch_type = "FARGATE"
#
#       network_configuration {
#         subnets         = [aws_subnet.private_1.id, aws_subnet.private_2.id]
#         security_groups = [aws_security_group.task.id]
#       }
package stackgrade.rules.ecs.service_fits_its_task

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.tasks

metadata := rego.metadata.chain()[1].annotations

# What deploys a service from outside says of its network there.
subject[service.address] := service if {
	some service in resources.own("AWS::ECS::Service")
	object.get(service.properties, ["DeploymentController", "Type"], "ECS") != "EXTERNAL"
}

fail contains findings.at(service, "NetworkConfiguration", "tasks in network mode awsvpc need subnets") if {
	some service in subject
	_mode(service) == "awsvpc"
	not resources.has(service, ["NetworkConfiguration"])
}

fail contains findings.at(service, "NetworkConfiguration", message) if {
	some service in subject
	_mode(service) in {"bridge", "host", "none"}
	resources.has(service, ["NetworkConfiguration"])
	message := concat("", ["tasks in network mode ", _mode(service), " take no subnets"])
}

fail contains findings.at(service, "LaunchType", "a strategy of capacity providers stands in its place") if {
	some service in subject
	resources.has(service, ["LaunchType"])
	resources.has(service, ["CapacityProviderStrategy"])
}

_mode(service) := object.get(tasks.of(service).properties, "NetworkMode", "bridge")
