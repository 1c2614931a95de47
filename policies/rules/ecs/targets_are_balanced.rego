# METADATA
# title: A load balancer leads to the targets of a service
# description: >-
#   A service registers its tasks in a target group, which a listener has to lead to. A group that no listener or rule
#   leads to belongs to no load balancer, and ECS refuses the service.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
# custom:
#   id: FC_ECS_052
#   severity: critical
#   category: operations
#   types: [AWS::ECS::Service]
#   companions:
#     - AWS::ElasticLoadBalancingV2::Listener.DefaultActions
#     - AWS::ElasticLoadBalancingV2::ListenerRule.Actions
#   failures: [E-port_mismatch]
#   remediation:
#     cloudformation: |
#       DefaultActions:
#         - Type: forward
#           TargetGroupArn: !Ref TargetGroup
#     terraform: |
#       default_action {
#         type             = "forward"
#         target_group_arn = aws_lb_target_group.orders.arn
#       }
package stackgrade.rules.ecs.targets_are_balanced

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[service.address] := service if {
	some service in resources.own("AWS::ECS::Service")
	count(_groups(service)) > 0
}

fail contains findings.missing(service, concat(" ", ["no listener leads to", group])) if {
	some service in subject
	some group in _groups(service)
	every edge in resources.edges_to(group) {
		not _leads(resources.at(edge.source))
	}
}

_groups(service) := [balancer.TargetGroupArn["$ref"] |
	some balancer in service.properties.LoadBalancers
	resources.target(balancer.TargetGroupArn).type == "AWS::ElasticLoadBalancingV2::TargetGroup"
]

_leads(source) if {
	source.type in {"AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule"}
}
