# METADATA
# title: Tasks with an address of their own are targets by address
# description: >-
#   A task in network mode `awsvpc`, as each on Fargate is, has an address of its own and is no instance. A service
#   cannot be created with a target group for instances.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html
# custom:
#   id: FC_ELB_006
#   severity: critical
#   category: operations
#   types: [AWS::ElasticLoadBalancingV2::TargetGroup]
#   attributes: [TargetType]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       TargetType: ip
#     terraform: |
#       target_type = "ip"
package stackgrade.rules.elasticloadbalancing.targets_are_addresses

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.tasks

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some service in resources.of("AWS::ECS::Service")
	_has_addresses(service)
	some balancer in service.properties.LoadBalancers
	group := resources.target(balancer.TargetGroupArn)
	group.type == "AWS::ElasticLoadBalancingV2::TargetGroup"
}

fail contains findings.at(group, "TargetType", "the tasks have addresses of their own, and are no instances") if {
	some group in subject
	object.get(group.properties, "TargetType", "instance") == "instance"
}

_has_addresses(service) if service.properties.LaunchType == "FARGATE"

_has_addresses(service) if {
	tasks.of(service).properties.NetworkMode == "awsvpc"
}
