# METADATA
# title: A database lies in private subnets
# description: >-
#   In a subnet with a route to an internet gateway, one setting or one wrong security group rule is enough to
#   put the database on the internet.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.Scenarios.html
# custom:
#   id: FC_RDS_031
#   severity: high
#   category: network
#   types: [AWS::RDS::DBSubnetGroup]
#   attributes: [AWS::EC2::Route.GatewayId, AWS::EC2::Route.RouteTableId]
#   failures: [F-001-04.3, E-resource_in_public_subnet]
#   remediation:
#     cloudformation: |
#       SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
#     terraform: |
#       subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]
package stackgrade.rules.rds.subnets_are_private

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Groups of which the stack decides the routes of all subnets, or shows one to be public.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::RDS::DBSubnetGroup")
	subnets := resources.as_list(resource.properties.SubnetIds)
	count(subnets) > 0
	every subnet in subnets {
		network.decides_routes(resources.target(subnet))
	}
}

subject[resource.address] := resource if {
	some resource in resources.of("AWS::RDS::DBSubnetGroup")
	some subnet in resource.properties.SubnetIds
	network.is_public(resources.target(subnet))
}

fail contains findings.proven_at(resource, ["SubnetIds", i], "the subnet has a route to an internet gateway") if {
	some resource in subject
	some i, subnet in resource.properties.SubnetIds
	network.is_public(resources.target(subnet))
}
