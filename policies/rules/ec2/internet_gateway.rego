# METADATA
# title: A network with public parts has a way to the internet
# description: >-
#   A NAT gateway, an internet-facing load balancer or a subnet that hands out public addresses does nothing
#   without an internet gateway that is attached to the VPC and routed to.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
# custom:
#   id: FC_EC2_003
#   severity: high
#   category: network
#   types: [AWS::EC2::VPC]
#   companions:
#     - AWS::EC2::VPCGatewayAttachment.VpcId
#     - AWS::EC2::Route.GatewayId
#     - AWS::EC2::Route.RouteTableId
#     - AWS::EC2::RouteTable.VpcId
#   failures: [F-000-02.1, F-000-02.3, F-000-02.4]
#   remediation:
#     cloudformation: |
#       PublicDefaultRoute:
#         Type: AWS::EC2::Route
#         DependsOn: GatewayAttachment
#         Properties:
#           RouteTableId: !Ref PublicRoutes
#           DestinationCidrBlock: 0.0.0.0/0
#           GatewayId: !Ref InternetGateway
#     terraform: |
#       resource "aws_route" "public_default" {
#         route_table_id         = aws_route_table.public.id
#         destination_cidr_block = "0.0.0.0/0"
#         gateway_id             = aws_internet_gateway.gateway.id
#       }
package stackgrade.rules.ec2.internet_gateway

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::EC2::VPC")
	some subnet in network.subnets(resource)
	_wants_internet(subnet)
}

fail contains findings.missing(resource, "no internet gateway is attached") if {
	some resource in subject
	not _is_attached(resource)
}

fail contains findings.missing(resource, "no route leads to the internet gateway") if {
	some resource in subject
	_is_attached(resource)
	not _is_routed(resource)
}

_wants_internet(subnet) if subnet.properties.MapPublicIpOnLaunch == true

_wants_internet(subnet) if {
	some nat in resources.referrers(subnet.address, "AWS::EC2::NatGateway")
	object.get(nat.properties, "ConnectivityType", "public") == "public"
}

_wants_internet(subnet) if {
	some type in ["AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer"]
	some balancer in resources.referrers(subnet.address, type)
	object.get(balancer.properties, "Scheme", "internet-facing") == "internet-facing"
}

_is_attached(vpc) if {
	some attachment in resources.referrers(vpc.address, "AWS::EC2::VPCGatewayAttachment")
	resources.has(attachment, ["InternetGatewayId"])
}

_is_routed(vpc) if {
	some route in resources.of("AWS::EC2::Route")
	network.is_to_internet_gateway(route)
	_is_of(route, vpc)
}

_is_of(route, vpc) if resources.target(route.properties.RouteTableId).properties.VpcId["$ref"] == vpc.address

_is_of(route, vpc) if route.properties.RouteTableId["$ref"] in network.main_tables(vpc.address)
