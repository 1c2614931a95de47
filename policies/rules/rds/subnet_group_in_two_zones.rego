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
#   attributes:
#     - SubnetIds[]
#     - AWS::EC2::Subnet.AvailabilityZone
#   failures: [F-000-08.1, F-000-08.3]
#   remediation:
#     cloudformation: |
#       SubnetIds: [!Ref SubnetA, !Ref SubnetB]
#     terraform: |
#       subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
package stackgrade.rules.rds.subnet_group_in_two_zones

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "SubnetIds", "the subnets lie in one zone") if {
	some resource in resources.of("AWS::RDS::DBSubnetGroup")
	zones := [_zone(subnet) | some subnet in resource.properties.SubnetIds]
	count(zones) > 0
	count({zone | some zone in zones}) == 1
}

fail contains findings.at(resource, "SubnetIds", "the group has no subnets") if {
	some resource in resources.of("AWS::RDS::DBSubnetGroup")
	object.get(resource.properties, "SubnetIds", []) == []
}

# A subnet whose zone is not stated counts as a zone of its own.
_zone(subnet) := zone if {
	resource := resources.target(subnet)
	zone := object.get(resource.properties, "AvailabilityZone", resource.address)
}

_zone(subnet) := subnet if not subnet["$ref"]
