# METADATA
# title: Each zone has a NAT gateway of its own
# description: >-
#   A NAT gateway lives in one zone. When all private subnets go through the same one, the loss of its zone
#   cuts off the others too.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
# custom:
#   id: FC_EC2_006
#   severity: medium
#   category: availability
#   types: [AWS::EC2::NatGateway]
#   companions:
#     - AWS::EC2::Subnet.AvailabilityZone
#     - AWS::EC2::Route.NatGatewayId
#     - AWS::EC2::SubnetRouteTableAssociation.SubnetId
#   when: {availability: multi-az}
#   failures: [F-001-05.1, E-private_subnets_share_route_table]
#   remediation:
#     cloudformation: |
#       # a gateway in each zone, and for the zone's private subnets a route table that leads there
#       NatGatewayB:
#         Type: AWS::EC2::NatGateway
#         Properties:
#           SubnetId: !Ref PublicSubnetB
#           AllocationId: !GetAtt AddressB.AllocationId
#       PrivateDefaultRouteB:
#         Type: AWS::EC2::Route
#         Properties:
#           RouteTableId: !Ref PrivateRoutesB
#           DestinationCidrBlock: 0.0.0.0/0
#           NatGatewayId: !Ref NatGatewayB
#       PrivateAssociationB:
#         Type: AWS::EC2::SubnetRouteTableAssociation
#         Properties:
#           SubnetId: !Ref PrivateSubnetB
#           RouteTableId: !Ref PrivateRoutesB
#     terraform: |
#       # a gateway in each zone, and for the zone's private subnets a route table that leads there
#       resource "aws_nat_gateway" "nat" {
#         count         = length(aws_subnet.public)
#         subnet_id     = aws_subnet.public[count.index].id
#         allocation_id = aws_eip.nat[count.index].id
#       }
#
#       resource "aws_route" "private_default" {
#         count                  = length(aws_route_table.private)
#         route_table_id         = aws_route_table.private[count.index].id
#         destination_cidr_block = "0.0.0.0/0"
#         nat_gateway_id         = aws_nat_gateway.nat[count.index].id
#       }
package stackgrade.rules.ec2.nat_per_zone

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# A regional gateway works in all zones.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::EC2::NatGateway")
	network.is_zonal(resource)
	count(_served_by(resource)) > 0
}

fail contains findings.missing(resource, "private subnets of several zones depend on this one gateway") if {
	some resource in subject
	_may_span_zones(_served_by(resource))
	not _has_a_peer(resource)
}

_served_by(nat) := [subnet |
	some subnet in resources.of("AWS::EC2::Subnet")
	nat.address in {route.properties.NatGatewayId["$ref"] | some route in network.routes(subnet)}
]

_may_span_zones(subnets) if count({network.zone(subnet) | some subnet in subnets}) > 1

# The companions make this unknown.
_may_span_zones(subnets) if {
	count(subnets) > 1
	some subnet in subnets
	values.is_unknown(subnet.properties.AvailabilityZone)
}

# Another gateway serves other subnets of the same VPC.
_has_a_peer(nat) if {
	some peer in subject
	peer.address != nat.address
	_vpcs(peer) == _vpcs(nat)
}

_vpcs(nat) := {network.identity(subnet.properties.VpcId) | some subnet in _served_by(nat)}
