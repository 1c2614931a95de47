# METADATA
# title: A database has a security group of its own
# description: >-
#   Without one, the database takes the default group of its VPC, which lets in everything else that has it
#   and says nothing about who may connect.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html
# custom:
#   id: FC_RDS_020
#   severity: high
#   category: network
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence: [VPCSecurityGroups, VpcSecurityGroupIds, DBClusterIdentifier]
#   failures: [F-000-03.1, F-001-04.2]
#   remediation:
#     cloudformation: |
#       VPCSecurityGroups: [!Ref DatabaseSecurityGroup]
#     AWS::RDS::DBCluster: |
#       VpcSecurityGroupIds: [!Ref DatabaseSecurityGroup]
#     terraform: |
#       vpc_security_group_ids = [aws_security_group.database.id]
package stackgrade.rules.rds.security_group

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in databases.sources
}

fail contains findings.at(resource, _attribute(resource), "the database has no security group") if {
	some resource in subject
	object.get(resource.properties, _attribute(resource), []) == []
}

# The two types spell the same property differently.
_attribute(resource) := "VPCSecurityGroups" if resource.type == "AWS::RDS::DBInstance"

_attribute(resource) := "VpcSecurityGroupIds" if resource.type == "AWS::RDS::DBCluster"
