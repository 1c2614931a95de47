# METADATA
# title: The subnet group of a database covers two zones
# description: >-
#   RDS refuses a subnet group whose subnets lie in a single zone, so that the deployment fails at the
#   database; DocumentDB, Neptune and the Database Migration Service do the same. One in a Local Zone or on an
#   Outpost may have a single subnet.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-on-outposts.creating.html
#   - https://docs.aws.amazon.com/documentdb/latest/APIReference/API_CreateDBSubnetGroup.html
#   - https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBSubnetGroup.html
#   - https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationSubnetGroup.html
# custom:
#   id: FC_RDS_030
#   severity: critical
#   category: availability
#   types:
#     - AWS::DMS::ReplicationSubnetGroup
#     - AWS::DocDB::DBSubnetGroup
#     - AWS::Neptune::DBSubnetGroup
#     - AWS::RDS::DBSubnetGroup
#   attributes: [SubnetIds]
#   companions: [AWS::EC2::Subnet.AvailabilityZone, AWS::EC2::Subnet.AvailabilityZoneId]
#   failures: [F-000-08.1, F-000-08.3]
#   remediation:
#     cloudformation: |
#       SubnetIds:
#         - !Ref SubnetA # AvailabilityZone: !Select [0, !GetAZs ""]
#         - !Ref SubnetB # AvailabilityZone: !Select [1, !GetAZs ""]
#     terraform: |
#       subnet_ids = [
#         aws_subnet.a.id, # availability_zone = data.aws_availability_zones.available.names[0]
#         aws_subnet.b.id, # availability_zone = data.aws_availability_zones.available.names[1]
#       ]
package stackgrade.rules.rds.subnet_group_in_two_zones

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some group in resources.own_any(metadata.custom.types)
	not _is_at_the_edge(group)
}

fail contains findings.at(group, "SubnetIds", "the group has no subnets") if {
	some group in subject
	object.get(group.properties, "SubnetIds", []) == []
}

fail contains findings.at(group, "SubnetIds", "the group has a single subnet") if {
	some group in subject
	count({subnet | some subnet in _subnet_ids(group)}) == 1
}

fail contains findings.at(group, "SubnetIds", "the subnets lie in one zone") if {
	some group in subject
	addresses := {subnet["$ref"] | some subnet in _subnet_ids(group)}
	count(addresses) > 1
	subnets := [resources.at(address) | some address in addresses]
	count(subnets) == count({subnet | some subnet in _subnet_ids(group)})
	network.share_a_zone(subnets)
}

_is_at_the_edge(group) if {
	some subnet in _subnet_ids(group)
	network.is_at_the_edge(resources.target(subnet))
}

_subnet_ids(group) := resources.as_list(group.properties.SubnetIds)
