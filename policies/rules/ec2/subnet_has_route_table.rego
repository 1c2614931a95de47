# METADATA
# title: Every subnet is associated with a route table
# description: >-
#   A subnet without an association takes the VPC's main table, which has no routes but the local one unless Terraform
#   gives it more: the subnet looks connected in the template and is not.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
# custom:
#   id: FC_EC2_007
#   severity: medium
#   category: network
#   types: [AWS::EC2::Subnet]
#   companions: [AWS::EC2::SubnetRouteTableAssociation.SubnetId]
#   failures: [F-000-02.4, F-002-01.3]
#   remediation:
#     cloudformation: |
#       Association:
#         Type: AWS::EC2::SubnetRouteTableAssociation
#         Properties:
#           SubnetId: !Ref Subnet
#           RouteTableId: !Ref Routes
#     terraform: |
#       resource "aws_route_table_association" "a" {
#         subnet_id      = aws_subnet.a.id
#         route_table_id = aws_route_table.routes.id
#       }
package stackgrade.rules.ec2.subnet_has_route_table

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Where the stack has a VPC and tables for it, it means to decide the routes.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::EC2::Subnet")
	resources.target(resource.properties.VpcId).type == "AWS::EC2::VPC"
	some table in resources.of("AWS::EC2::RouteTable")
	network.identity(table.properties.VpcId) == resource.properties.VpcId["$ref"]
}

# Which was made the main one on purpose, or has routes.
_takes_main_table(subnet) if {
	some table in network.main_tables(subnet.properties.VpcId["$ref"])
	table in {association.properties.RouteTableId["$ref"] |
		some association in resources.of("aws_main_route_table_association")
	}
}

_takes_main_table(subnet) if count(network.routes(subnet)) > 0

fail contains findings.missing(resource, "the subnet is associated with no route table") if {
	some resource in subject
	count(resources.referrers(resource.address, "AWS::EC2::SubnetRouteTableAssociation")) == 0
	not _takes_main_table(resource)
}
