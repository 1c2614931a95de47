# METADATA
# title: Enhanced monitoring has a role to write with
# description: >-
#   RDS writes what it measures into CloudWatch Logs in the name of a role. It refuses to create a database that has an
#   interval for it and no role.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
# custom:
#   id: FC_RDS_055
#   severity: critical
#   category: operations
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [MonitoringInterval]
#   presence: [MonitoringRoleArn]
#   failures: [F-000-06.1]
#   remediation:
#     cloudformation: |
#       MonitoringInterval: 60
#       MonitoringRoleArn: !GetAtt MonitoringRole.Arn # with the policy AmazonRDSEnhancedMonitoringRole
#     terraform: |
#       monitoring_interval = 60
#       monitoring_role_arn = aws_iam_role.monitoring.arn # with the policy AmazonRDSEnhancedMonitoringRole
package stackgrade.rules.rds.monitoring_has_a_role

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	object.get(resource.properties, "MonitoringInterval", 0) != 0
}

fail contains findings.at(resource, "MonitoringRoleArn", "enhanced monitoring has no role to write with") if {
	some resource in subject
	not resources.has(resource, ["MonitoringRoleArn"])
}
