# METADATA
# title: The subnets of a network lie in at least two zones
# description: >-
#   A zone fails now and then. What runs in subnets of one zone only is gone with it, and load balancers and
#   database subnet groups refuse a single zone.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
# custom:
#   id: FC_EC2_005
#   severity: high
#   category: availability
#   types: [AWS::EC2::VPC]
#   companions:
#     - AWS::EC2::Subnet.AvailabilityZone
#     - AWS::EC2::Subnet.AvailabilityZoneId
#     - AWS::EC2::Subnet.VpcId
#   when: {availability: multi-az}
#   failures: [F-000-08.1]
#   remediation:
#     cloudformation: |
#       AvailabilityZone: !Select [1, !GetAZs ""]
#     terraform: |
#       availability_zone = data.aws_availability_zones.available.names[1]
package stackgrade.rules.ec2.subnets_in_two_zones

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::EC2::VPC")
	count(network.subnets(resource)) > 0
}

fail contains findings.missing(resource, "all subnets lie in the same zone") if {
	some resource in subject
	network.share_a_zone(network.subnets(resource))
}
