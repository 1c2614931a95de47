# METADATA
# title: The subnet group of a database covers two zones
# description: >-
#   RDS refuses a subnet group whose subnets lie in a single zone, so that the deployment fails at the
#   database.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: FC_RDS_030
#   severity: high
#   category: availability
#   types: [AWS::RDS::DBSubnetGroup]
#   attributes: [SubnetIds]
#   companions: [AWS::EC2::Subnet.AvailabilityZone, AWS::EC2::Subnet.AvailabilityZoneId]
#   failures: [F-000-08.1, F-000-08.3]
#   remediation:
#     cloudformation: |
#       SubnetIds: [!Ref SubnetA, !Ref SubnetB]
#     terraform: |
#       subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
package stackgrade.rules.rds.subnet_group_in_two_zones

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "SubnetIds", "the group has no subnets") if {
	some resource in resources.of("AWS::RDS::DBSubnetGroup")
	object.get(resource.properties, "SubnetIds", []) == []
}

fail contains findings.at(resource, "SubnetIds", "the group has a single subnet") if {
	some resource in resources.of("AWS::RDS::DBSubnetGroup")
	count({subnet | some subnet in _subnet_ids(resource)}) == 1
}

fail contains findings.at(resource, "SubnetIds", "the subnets lie in one zone") if {
	some resource in resources.of("AWS::RDS::DBSubnetGroup")
	subnets := {resources.target(subnet) | some subnet in _subnet_ids(resource)}
	count(subnets) > 1
	count(subnets) == count({subnet | some subnet in _subnet_ids(resource)})
	network.share_a_zone(subnets)
}

_subnet_ids(group) := resources.as_list(group.properties.SubnetIds)
