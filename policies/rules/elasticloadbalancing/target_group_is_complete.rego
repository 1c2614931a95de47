# METADATA
# title: A target group says where its targets are
# description: >-
#   Only functions are found by their ARN. For targets of any other type a group needs a port, a protocol and a VPC,
#   and is refused without them, though no schema requires them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group
# custom:
#   id: FC_ELB_051
#   severity: critical
#   category: operations
#   types: [AWS::ElasticLoadBalancingV2::TargetGroup]
#   attributes: [TargetType]
#   presence: [Port, Protocol, VpcId]
#   failures: [E-missing_required_argument]
#   remediation:
#     cloudformation: |
#       Port: 8080
#       Protocol: HTTP
#       VpcId: !Ref Vpc
#     terraform: |
#       port     = 8080
#       protocol = "HTTP"
#       vpc_id   = aws_vpc.vpc.id
package stackgrade.rules.elasticloadbalancing.target_group_is_complete

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some group in resources.own("AWS::ElasticLoadBalancingV2::TargetGroup")
	object.get(group.properties, "TargetType", "instance") != "lambda"
}

fail contains findings.at(group, property, concat("", ["targets that are no functions need `", property, "`"])) if {
	some group in subject
	some property in metadata.custom.presence
	not resources.has(group, [property])
}
