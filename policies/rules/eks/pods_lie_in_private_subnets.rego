# METADATA
# title: Pods on Fargate lie in private subnets
# description: >-
#   EKS refuses a Fargate profile with a subnet that has a route to an internet gateway: its pods get no public address.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateFargateProfile.html
# custom:
#   id: FC_EKS_002
#   severity: critical
#   category: network
#   types: [AWS::EKS::FargateProfile]
#   attributes:
#     - Subnets
#     - AWS::EC2::Route.GatewayId
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Subnets: [!Ref PrivateSubnet1, !Ref PrivateSubnet2]
#     terraform: |
#       subnet_ids = [aws_subnet.private_1.id, aws_subnet.private_2.id]
package stackgrade.rules.eks.pods_lie_in_private_subnets

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(profile, ["Subnets", i], "the subnet has a route to an internet gateway") if {
	some profile in resources.own("AWS::EKS::FargateProfile")
	some i, subnet in profile.properties.Subnets
	network.is_public(resources.target(subnet))
}
