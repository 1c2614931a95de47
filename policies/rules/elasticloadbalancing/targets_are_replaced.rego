# METADATA
# title: Servers behind a load balancer in production are replaced when they fail
# description: >-
#   An instance that is registered by its id stays broken until somebody notices, and no second one helps it under
#   load. A group starts another one by itself.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/attach-load-balancer-asg.html
# custom:
#   id: FC_ELB_004
#   severity: medium
#   category: availability
#   types: [AWS::ElasticLoadBalancingV2::TargetGroup]
#   attributes: [TargetType]
#   when: {environment: production}
#   failures: [E-missing_auto_scaling_group]
#   remediation:
#     cloudformation: |
#       Group:
#         Type: AWS::AutoScaling::AutoScalingGroup
#         Properties:
#           MinSize: "2"
#           MaxSize: "6"
#           VPCZoneIdentifier: [!Ref PrivateSubnet1, !Ref PrivateSubnet2]
#           LaunchTemplate:
#             LaunchTemplateId: !Ref Template
#             Version: !GetAtt Template.LatestVersionNumber
#           TargetGroupARNs: [!Ref TargetGroup]
#     terraform: |
#       resource "aws_autoscaling_group" "web" {
#         min_size            = 2
#         max_size            = 6
#         vpc_zone_identifier = aws_subnet.private[*].id
#         target_group_arns   = [aws_lb_target_group.web.arn]
#
#         launch_template {
#           id      = aws_launch_template.web.id
#           version = aws_launch_template.web.latest_version
#         }
#       }
package stackgrade.rules.elasticloadbalancing.targets_are_replaced

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Addresses and functions are not started by groups.
subject[group.address] := group if {
	some group in resources.own("AWS::ElasticLoadBalancingV2::TargetGroup")
	resources.get(group, ["TargetType"], "instance") != "ip"
	resources.get(group, ["TargetType"], "instance") != "lambda"
}

fail contains findings.at(group, ["Targets", i, "Id"], "nothing replaces this server when it fails") if {
	some group in subject
	some i, target in group.properties.Targets
	resources.target(target.Id).type == "AWS::EC2::Instance"
}
