# METADATA
# title: A subnet has one route table, and a table one route for each range
# description: >-
#   A second association of the same subnet, or a second route for the same range, is refused in the middle of the
#   deployment, or takes the place of the first.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html
#   - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
# custom:
#   id: FC_EC2_038
#   severity: high
#   category: network
#   types: [AWS::EC2::SubnetRouteTableAssociation, AWS::EC2::Route]
#   attributes: [SubnetId, RouteTableId, DestinationCidrBlock, DestinationIpv6CidrBlock]
#   failures: [E-duplicate_resource]
#   remediation:
#     cloudformation: |
#       PrivateRoutes1: # one for each subnet
#         Type: AWS::EC2::SubnetRouteTableAssociation
#         Properties:
#           SubnetId: !Ref PrivateSubnet1
#           RouteTableId: !Ref PrivateRouteTable
#     terraform: |
#       resource "aws_route_table_association" "private_1" { # one for each subnet
#         subnet_id      = aws_subnet.private_1.id
#         route_table_id = aws_route_table.private.id
#       }
package stackgrade.rules.ec2.routes_are_made_once

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, property, concat("", ["this is also made by ", concat(", ", sort(others))])) if {
	some [property, _, _], addresses in _made
	some address in addresses
	others := [other | some other in addresses; other != address]
	count(others) > 0
	resource := input.resources[address]
}

# Under one condition and its opposite there is one of them only, which the variants show.
_made[["SubnetId", subnet, ""]] contains association.address if {
	some association in resources.own("AWS::EC2::SubnetRouteTableAssociation")
	subnet := association.properties.SubnetId["$ref"]
}

_made[[property, table, range]] contains route.address if {
	some route in resources.own("AWS::EC2::Route")
	table := route.properties.RouteTableId["$ref"]
	some property in ["DestinationCidrBlock", "DestinationIpv6CidrBlock"]
	range := route.properties[property]
	is_string(range)
}
