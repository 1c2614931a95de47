# METADATA
# title: A load balancer leads to the instances that it is asked about
# description: >-
#   A group that replaces what its load balancer calls unhealthy depends on a listener or rule that leads to its target
#   group. Without one nothing checks the targets, and no request reaches them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
# custom:
#   id: FC_AUTOSCALING_053
#   severity: high
#   category: availability
#   types: [AWS::AutoScaling::AutoScalingGroup]
#   companions:
#     - AWS::ElasticLoadBalancingV2::Listener.DefaultActions
#     - AWS::ElasticLoadBalancingV2::ListenerRule.Actions
#   failures: [E-port_mismatch]
#   remediation:
#     cloudformation: |
#       DefaultActions: # of a listener, or Actions of a rule
#         - Type: forward
#           TargetGroupArn: !Ref TargetGroup
#     terraform: |
#       default_action { # of a listener, or action of a rule
#         type             = "forward"
#         target_group_arn = aws_lb_target_group.orders.arn
#       }
package stackgrade.rules.autoscaling.targets_are_balanced

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some group in resources.own("AWS::AutoScaling::AutoScalingGroup")
	contains(group.properties.HealthCheckType, "ELB")
	count(_targets(group)) > 0
}

fail contains findings.missing(group, concat(" ", ["no listener leads to", target])) if {
	some group in subject
	some target in _targets(group)
	not _is_led_to(target)
}

# Those whose listener can stand nowhere else: nothing but groups, services and what watches them is told of them.
_targets(group) := {address |
	some address in _named(group)
	target := resources.at(address)
	target.type == "AWS::ElasticLoadBalancingV2::TargetGroup"
	not target.foreign
	not outputs.tell_of(target)
	every edge in resources.edges_to(address) {
		resources.at(edge.source).type in (_leading | _users)
	}
}

_named(group) := {value["$ref"] |
	some value in array.concat(
		object.get(group.properties, "TargetGroupARNs", []),
		[source.Identifier | some source in group.properties.TrafficSources],
	)
}

_is_led_to(target) if {
	some edge in resources.edges_to(target)
	resources.at(edge.source).type in _leading
}

_leading := {"AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule"}

_users := {
	"AWS::AutoScaling::AutoScalingGroup",
	"AWS::AutoScaling::ScalingPolicy",
	"AWS::CloudWatch::Alarm",
	"AWS::CloudWatch::Dashboard",
}
