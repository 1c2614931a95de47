# METADATA
# title: A service waits for the listener of its target group
# description: >-
#   ECS refuses a service whose target group belongs to no load balancer yet, and only the listener makes it
#   belong to one. Nothing in the service refers to the listener.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# custom:
#   id: FC_ECS_006
#   severity: high
#   category: operations
#   types: [AWS::ECS::Service]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: Listener # or the rule of a listener that forwards to the target group
#     terraform: |
#       depends_on = [aws_lb_listener.listener] # or the rule that forwards to the target group
package stackgrade.rules.ecs.service_waits_for_listener

import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ECS::Service")
	count(_listeners(resource)) > 0
}

fail contains findings.at(resource, "DependsOn", "nothing makes the service wait for the listener") if {
	some resource in subject
	not order.waits_for(resource, _listeners(resource))
}

# The listeners and rules that lead to a target group of the service.
_listeners(service) := {edge.source |
	some balancer in service.properties.LoadBalancers
	some edge in resources.edges_to(balancer.TargetGroupArn["$ref"])
	input.resources[edge.source].type in _listening
}

_listening := {"AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule"}
