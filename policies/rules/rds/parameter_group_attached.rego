# METADATA
# title: A regulated database has a parameter group of its own
# description: >-
#   The default parameter group cannot be changed, so that neither TLS nor audit logs can be enforced in it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html
# custom:
#   id: FC_RDS_022
#   severity: medium
#   category: encryption
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [DBParameterGroupName, DBClusterParameterGroupName]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier]
#   when: {compliance: pci-dss}
#   failures: [F-002-03]
#   remediation:
#     cloudformation: |
#       DBParameterGroupName: !Ref DatabaseSettings
#     AWS::RDS::DBCluster: |
#       DBClusterParameterGroupName: !Ref ClusterSettings
#     terraform: |
#       parameter_group_name = aws_db_parameter_group.database.name
#     aws_rds_cluster: |
#       db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.cluster.name
package stackgrade.rules.rds.parameter_group_attached

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in databases.sources
}

fail contains findings.at(resource, _attribute(resource), "the database has the default parameter group") if {
	some resource in subject
	startswith(object.get(resource.properties, _attribute(resource), "default."), "default.")
}

_attribute(resource) := "DBParameterGroupName" if resource.type == "AWS::RDS::DBInstance"

_attribute(resource) := "DBClusterParameterGroupName" if resource.type == "AWS::RDS::DBCluster"
