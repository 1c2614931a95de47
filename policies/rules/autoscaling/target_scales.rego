# METADATA
# title: A scalable target has a policy
# description: >-
#   A target says only within which limits something may be scaled. Without a policy or a schedule nothing ever is.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
# custom:
#   id: FC_AUTOSCALING_002
#   severity: medium
#   category: availability
#   types: [AWS::ApplicationAutoScaling::ScalableTarget]
#   companions:
#     - AWS::ApplicationAutoScaling::ScalingPolicy.ResourceId
#     - AWS::ApplicationAutoScaling::ScalingPolicy.ScalingTargetId
#   failures: [E-asg_scaling_policy_inadequate]
#   remediation:
#     cloudformation: |
#       Scaling:
#         Type: AWS::ApplicationAutoScaling::ScalingPolicy
#         Properties:
#           PolicyName: cpu
#           PolicyType: TargetTrackingScaling
#           ScalingTargetId: !Ref ScalableTarget
#           TargetTrackingScalingPolicyConfiguration:
#             PredefinedMetricSpecification:
#               PredefinedMetricType: ECSServiceAverageCPUUtilization # the metric of the service that is scaled
#             TargetValue: 60
#     terraform: |
#       resource "aws_appautoscaling_policy" "scaling" {
#         name               = "cpu"
#         policy_type        = "TargetTrackingScaling"
#         service_namespace  = aws_appautoscaling_target.service.service_namespace
#         scalable_dimension = aws_appautoscaling_target.service.scalable_dimension
#         resource_id        = aws_appautoscaling_target.service.resource_id
#
#         target_tracking_scaling_policy_configuration {
#           target_value = 60
#
#           predefined_metric_specification {
#             predefined_metric_type = "ECSServiceAverageCPUUtilization" # the metric of the service that is scaled
#           }
#         }
#       }
package stackgrade.rules.autoscaling.target_scales

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(target, "no policy and no schedule scales it") if {
	some target in resources.own("AWS::ApplicationAutoScaling::ScalableTarget")
	not resources.has(target, ["ScheduledActions"])
	not _has_policy(target)
}

_has_policy(target) if count(resources.referrers(target.address, "AWS::ApplicationAutoScaling::ScalingPolicy")) > 0

_has_policy(target) if {
	some policy in resources.of("AWS::ApplicationAutoScaling::ScalingPolicy")
	every property in ["ResourceId", "ScalableDimension"] {
		policy.properties[property] == target.properties[property]
	}
}
