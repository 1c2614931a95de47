# METADATA
# title: Something scales a group that may grow
# description: >-
#   A group that may have more instances than it starts with, and has no policy and no schedule, stays at its first
#   size under any load.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/scale-your-group.html
# custom:
#   id: FC_AUTOSCALING_001
#   severity: medium
#   category: availability
#   types: [AWS::AutoScaling::AutoScalingGroup]
#   attributes: [MinSize, MaxSize]
#   companions:
#     - AWS::AutoScaling::ScalingPolicy.AutoScalingGroupName
#     - AWS::AutoScaling::ScheduledAction.AutoScalingGroupName
#   when: {environment: production}
#   failures: [E-asg_scaling_policy_inadequate]
#   remediation:
#     cloudformation: |
#       Scaling:
#         Type: AWS::AutoScaling::ScalingPolicy
#         Properties:
#           AutoScalingGroupName: !Ref Group
#           PolicyType: TargetTrackingScaling
#           TargetTrackingConfiguration:
#             PredefinedMetricSpecification:
#               PredefinedMetricType: ASGAverageCPUUtilization
#             TargetValue: 60
#     terraform: |
#       resource "aws_autoscaling_policy" "scaling" {
#         name                   = "cpu"
#         autoscaling_group_name = aws_autoscaling_group.group.name
#         policy_type            = "TargetTrackingScaling"
#
#         target_tracking_configuration {
#           target_value = 60
#
#           predefined_metric_specification {
#             predefined_metric_type = "ASGAverageCPUUtilization"
#           }
#         }
#       }
package stackgrade.rules.autoscaling.group_scales

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# A group of a fixed size only replaces what fails. Where sizes are open, the group stays a subject, to be unknown.
subject[group.address] := group if {
	some group in resources.own("AWS::AutoScaling::AutoScalingGroup")
	not _has_a_fixed_size(group)
}

fail contains findings.missing(group, "nothing scales it") if {
	some group in subject
	not _is_scaled(group)
}

_has_a_fixed_size(group) if {
	_size(group.properties.MinSize) == _size(group.properties.MaxSize)
}

# An update that keeps all instances in service starts each new one beside them.
_has_a_fixed_size(group) if {
	update := group.lifecycle.UpdatePolicy.AutoScalingRollingUpdate
	least := values.number(group.properties.MinSize)
	values.number(update.MinInstancesInService) >= least
	values.number(group.properties.MaxSize) - least <= values.number(object.get(update, "MaxBatchSize", 1))
}

# ECS, EKS and plans over several resources refer to a group to scale it; an alarm or a dashboard only looks at it.
_is_scaled(group) if {
	some edge in resources.edges_to(group.address)
	_scales(resources.at(edge.source).type)
}

_is_scaled(group) if {
	some type in ["AWS::AutoScaling::ScalingPolicy", "AWS::AutoScaling::ScheduledAction"]
	some policy in resources.of(type)
	policy.properties.AutoScalingGroupName == group.properties.AutoScalingGroupName
}

# The cluster autoscaler finds its groups by their tags.
_is_scaled(group) if {
	some key, _ in resources.tags(group)
	startswith(key, "k8s.io/")
}

_scales(type) if type in {
	"AWS::AutoScaling::ScalingPolicy",
	"AWS::AutoScaling::ScheduledAction",
	"AWS::AutoScalingPlans::ScalingPlan",
	"AWS::ECS::CapacityProvider",
}

_size(size) := size if is_string(size)

_size(size) := format_int(size, 10) if is_number(size)
