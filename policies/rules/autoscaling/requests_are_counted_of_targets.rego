# METADATA
# title: What scales by requests names the balancer and the targets
# description: >-
#   The number of requests for each target is that of one target group behind one load balancer. A policy names both by
#   the ends of their ARNs, `app/.../targetgroup/...`, and is refused with anything else, or with nothing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PredefinedMetricSpecification.html
#   - https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html
# custom:
#   id: FC_AUTOSCALING_052
#   severity: critical
#   category: operations
#   types: [AWS::ApplicationAutoScaling::ScalingPolicy, AWS::AutoScaling::ScalingPolicy]
#   attributes:
#     - TargetTrackingConfiguration.PredefinedMetricSpecification
#     - TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       PredefinedMetricType: ALBRequestCountPerTarget
#       ResourceLabel: !Sub ${LoadBalancer.LoadBalancerFullName}/${TargetGroup.TargetGroupFullName}
#     terraform: |
#       predefined_metric_type = "ALBRequestCountPerTarget"
#       resource_label         = "${aws_lb.shop.arn_suffix}/${aws_lb_target_group.shop.arn_suffix}"
package stackgrade.rules.autoscaling.requests_are_counted_of_targets

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[policy.address] := policy if {
	some policy in resources.own_any(metadata.custom.types)
	_metric(policy).PredefinedMetricType == "ALBRequestCountPerTarget"
}

fail contains findings.at(policy, path, message) if {
	some policy in subject
	path := [_configuration[policy.type], "PredefinedMetricSpecification", "ResourceLabel"]
	message := _wrong(object.get(_metric(policy), "ResourceLabel", null))
}

_wrong(null) := "no balancer and target group are named"

_wrong(label) := "one reference cannot name both the balancer and the target group" if values.is_reference(label)

_wrong(label) := "the label is no `app/name/id/targetgroup/name/id`" if {
	values.is_literal(label)
	not regex.match(`^app/.+/targetgroup/.+$`, label)
}

_metric(policy) := policy.properties[_configuration[policy.type]].PredefinedMetricSpecification

_configuration := {
	"AWS::ApplicationAutoScaling::ScalingPolicy": "TargetTrackingScalingPolicyConfiguration",
	"AWS::AutoScaling::ScalingPolicy": "TargetTrackingConfiguration",
}
