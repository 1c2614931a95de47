# METADATA
# title: The load balancer's target is a port of the container
# description: >-
#   A service that hands a load balancer a container or port that its task definition does not have cannot be created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
# custom:
#   id: FC_ECS_005
#   severity: critical
#   category: network
#   types: [AWS::ECS::Service]
#   attributes: ["LoadBalancers[].ContainerName", "LoadBalancers[].ContainerPort"]
#   companions:
#     - AWS::ECS::TaskDefinition.ContainerDefinitions[].Name
#     - AWS::ECS::TaskDefinition.ContainerDefinitions[].PortMappings[].ContainerPort
#   failures: [E-port_mismatch]
#   remediation:
#     cloudformation: |
#       # in the service
#       LoadBalancers:
#         - {ContainerName: app, ContainerPort: 8080, TargetGroupArn: !Ref Targets}
#       # in the task definition
#       ContainerDefinitions:
#         - Name: app
#           PortMappings:
#             - ContainerPort: 8080
#     terraform: |
#       load_balancer {
#         container_name   = "app"
#         container_port   = 8080 # as in the portMappings of the container
#         target_group_arn = aws_lb_target_group.targets.arn
#       }
package stackgrade.rules.ecs.balanced_port_exists

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.tasks

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ECS::Service")
	count(resource.properties.LoadBalancers) > 0
	tasks.of(resource)
}

fail contains findings.at(resource, ["LoadBalancers", i, "ContainerName"], "the task has no such container") if {
	some resource in subject
	some i, balancer in resource.properties.LoadBalancers
	resources.has(resource, ["LoadBalancers", i, "ContainerName"])
	count(_named(resource, balancer)) == 0
}

fail contains findings.at(resource, ["LoadBalancers", i, "ContainerPort"], "the container does not map this port") if {
	some resource in subject
	some i, balancer in resource.properties.LoadBalancers
	some container in _named(resource, balancer)
	not balancer.ContainerPort in _ports(container)
}

# The same parameter gives the same name. Definitions that hold a secret are masked as a whole, names included.
_named(service, balancer) := {container |
	some container in tasks.of(service).properties.ContainerDefinitions
	container.Name in {balancer.ContainerName, "********"}
}

_ports(container) := {mapping.ContainerPort | some mapping in container.PortMappings}
