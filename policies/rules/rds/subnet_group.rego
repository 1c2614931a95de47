# METADATA
# title: A database is placed into subnets that were chosen for it
# description: >-
#   Without a subnet group the database lands in the default VPC, whose subnets are public, or the deployment
#   fails where there is none.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: FC_RDS_019
#   severity: medium
#   category: network
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence: [DBSubnetGroupName, DBClusterIdentifier, SourceDBInstanceIdentifier]
#   failures: [F-000-08.3]
#   remediation:
#     cloudformation: |
#       DBSubnetGroupName: !Ref DatabaseSubnets # AWS::RDS::DBSubnetGroup of private subnets
#     terraform: |
#       db_subnet_group_name = aws_db_subnet_group.database.name # of private subnets
package stackgrade.rules.rds.subnet_group

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in databases.sources
}

fail contains findings.at(resource, "DBSubnetGroupName", "the database has no subnet group") if {
	some resource in subject
	not resources.has(resource, ["DBSubnetGroupName"])
}
