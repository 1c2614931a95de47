# METADATA
# title: The least size is not over the greatest
# description: >-
#   A group or a target whose least size is over the greatest one, or whose desired size lies outside of both, is
#   refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html
#   - https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html
# custom:
#   id: FC_AUTOSCALING_050
#   severity: critical
#   category: operations
#   types:
#     - AWS::ApplicationAutoScaling::ScalableTarget
#     - AWS::AutoScaling::AutoScalingGroup
#     - AWS::EKS::Nodegroup
#   attributes:
#     - DesiredCapacity
#     - MaxCapacity
#     - MaxSize
#     - MinCapacity
#     - MinSize
#     - ScalingConfig.DesiredSize
#     - ScalingConfig.MaxSize
#     - ScalingConfig.MinSize
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       MinSize: "2"
#       DesiredCapacity: "2"
#       MaxSize: "6"
#     terraform: |
#       min_size         = 2
#       desired_capacity = 2
#       max_size         = 6
package stackgrade.rules.autoscaling.sizes_are_in_order

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, names[1], message) if {
	some resource in resources.own_any(metadata.custom.types)
	some names in _in_order
	less := values.number(object.get(resource.properties, names[0], null))
	more := values.number(object.get(resource.properties, names[1], null))
	less > more
	message := concat("", [
		"`",
		names[1][count(names[1]) - 1],
		"` is ",
		format_int(more, 10),
		", and `",
		names[0][count(names[0]) - 1],
		"` is ",
		format_int(less, 10),
	])
}

_in_order := [
	[["MinSize"], ["MaxSize"]],
	[["MinSize"], ["DesiredCapacity"]],
	[["DesiredCapacity"], ["MaxSize"]],
	[["MinCapacity"], ["MaxCapacity"]],
	[["ScalingConfig", "MinSize"], ["ScalingConfig", "MaxSize"]],
	[["ScalingConfig", "MinSize"], ["ScalingConfig", "DesiredSize"]],
	[["ScalingConfig", "DesiredSize"], ["ScalingConfig", "MaxSize"]],
]
