# METADATA
# title: Networks that are peered have different ranges
# description: >-
#   AWS refuses to connect two VPCs whose address ranges overlap, and ranges that were written down alike cannot be
#   changed any more.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
# custom:
#   id: FC_EC2_037
#   severity: critical
#   category: network
#   types: [AWS::EC2::VPCPeeringConnection]
#   attributes: [AWS::EC2::VPC.CidrBlock]
#   failures: [E-hardcoded_cidr]
#   remediation:
#     cloudformation: |
#       CidrBlock: !Ref VpcCidr # a range of its own for each network
#     terraform: |
#       cidr_block = var.vpc_cidr # a range of its own for each network
package stackgrade.rules.ec2.peers_do_not_overlap

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[peering.address] := peering if {
	some peering in resources.own("AWS::EC2::VPCPeeringConnection")
	count(_ranges(peering)) == 2
}

fail contains findings.at(peering, "PeerVpcId", concat("", ["the ranges ", one, " and ", other, " overlap"])) if {
	some peering in subject
	[one, other] := _ranges(peering)
	_is_range(one)
	_is_range(other)
	net.cidr_intersects(one, other)
}

_ranges(peering) := [vpc.properties.CidrBlock |
	some property in ["VpcId", "PeerVpcId"]
	vpc := resources.target(peering.properties[property])
	vpc.type == "AWS::EC2::VPC"
]

_is_range(value) if regex.match(`^([0-9]{1,3}\.){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$`, value)
