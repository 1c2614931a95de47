# METADATA
# title: A cache lies in private subnets
# description: >-
#   A cache often has no password. In a subnet with a route to an internet gateway, little more than one wrong
#   security group rule is between it and the internet.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html
# custom:
#   id: FC_ELASTICACHE_005
#   severity: medium
#   category: network
#   types: [AWS::ElastiCache::SubnetGroup, AWS::ElastiCache::ServerlessCache]
#   attributes: [AWS::EC2::Route.GatewayId, AWS::EC2::Route.RouteTableId]
#   failures: [F-001-06.2, E-resource_in_public_subnet]
#   remediation:
#     cloudformation: |
#       SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
#     terraform: |
#       subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]
package stackgrade.rules.elasticache.subnets_are_private

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Those of which the stack decides the routes of all subnets, or shows one to be public.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	subnets := resources.as_list(object.get(resource.properties, "SubnetIds", []))
	count(subnets) > 0
	every subnet in subnets {
		network.decides_routes(resources.target(subnet))
	}
}

subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	some subnet in resource.properties.SubnetIds
	network.is_public(resources.target(subnet))
}

fail contains findings.proven_at(resource, ["SubnetIds", i], "the subnet has a route to an internet gateway") if {
	some resource in subject
	some i, subnet in resource.properties.SubnetIds
	network.is_public(resources.target(subnet))
}
