# METADATA
# title: A NAT gateway stands in a public subnet with an address
# description: >-
#   A public NAT gateway sends traffic on through the internet gateway. In a subnet without a route to it, or
#   without an Elastic IP, the gateway fails or forwards nothing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html
# custom:
#   id: FC_EC2_004
#   severity: high
#   category: network
#   types: [AWS::EC2::NatGateway]
#   attributes: [SubnetId]
#   presence: [AllocationId]
#   companions:
#     - AWS::EC2::Route.GatewayId
#     - AWS::EC2::Route.RouteTableId
#     - AWS::EC2::SubnetRouteTableAssociation.SubnetId
#     - AWS::EC2::SubnetRouteTableAssociation.RouteTableId
#   failures: [F-000-02.3, F-002-01.1]
#   remediation:
#     cloudformation: |
#       NatGateway:
#         Type: AWS::EC2::NatGateway
#         Properties:
#           SubnetId: !Ref PublicSubnet
#           AllocationId: !GetAtt Address.AllocationId
#       # what makes the subnet public
#       PublicDefaultRoute:
#         Type: AWS::EC2::Route
#         DependsOn: GatewayAttachment
#         Properties:
#           RouteTableId: !Ref PublicRoutes
#           DestinationCidrBlock: 0.0.0.0/0
#           GatewayId: !Ref InternetGateway
#       PublicSubnetRoutes:
#         Type: AWS::EC2::SubnetRouteTableAssociation
#         Properties:
#           SubnetId: !Ref PublicSubnet
#           RouteTableId: !Ref PublicRoutes
#     terraform: |
#       resource "aws_nat_gateway" "nat" {
#         subnet_id     = aws_subnet.public.id
#         allocation_id = aws_eip.nat.id
#       }
#
#       # what makes the subnet public
#       resource "aws_route" "public" {
#         route_table_id         = aws_route_table.public.id
#         destination_cidr_block = "0.0.0.0/0"
#         gateway_id             = aws_internet_gateway.gateway.id
#       }
#
#       resource "aws_route_table_association" "public" {
#         subnet_id      = aws_subnet.public.id
#         route_table_id = aws_route_table.public.id
#       }
package stackgrade.rules.ec2.nat_in_public_subnet

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A regional gateway stands in no subnet and may get its addresses from AWS.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::EC2::NatGateway")
	object.get(resource.properties, "ConnectivityType", "public") == "public"
	network.is_zonal(resource)
}

fail contains findings.proven_at(resource, "AllocationId", "the gateway has no Elastic IP") if {
	some resource in subject
	not resources.has(resource, ["AllocationId"])
}

fail contains findings.missing(resource, "its subnet has no route to an internet gateway") if {
	some resource in subject
	subnet := resources.target(resource.properties.SubnetId)
	network.decides_routes(subnet)
	not network.is_public(subnet)
}
