# METADATA
# title: Enhanced monitoring watches a production database
# description: >-
#   CloudWatch sees the machine from outside. Enhanced monitoring tells which process takes the memory and the
#   CPU, every few seconds.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html
# custom:
#   id: FC_RDS_010
#   severity: medium
#   category: monitoring
#   types: [AWS::RDS::DBInstance]
#   attributes: [MonitoringInterval]
#   presence: [DBClusterIdentifier]
#   when: {environment: production}
#   failures: [F-000-05.6, F-000-06.1]
#   also:
#     - CKV_AWS_118
#     - HIPAA.Security-RDSEnhancedMonitoringEnabled
#     - NIST.800.53.R4-RDSEnhancedMonitoringEnabled
#     - NIST.800.53.R5-RDSEnhancedMonitoringEnabled
#     - RDS_ENHANCED_MONITORING_ENABLED
#   remediation:
#     cloudformation: |
#       MonitoringInterval: 60
#       MonitoringRoleArn: !GetAtt MonitoringRole.Arn # with the policy AmazonRDSEnhancedMonitoringRole
#     terraform: |
#       monitoring_interval = 60
#       monitoring_role_arn = aws_iam_role.monitoring.arn # with the policy AmazonRDSEnhancedMonitoringRole
package stackgrade.rules.rds.enhanced_monitoring

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::RDS::DBInstance")
	not databases.is_custom(resource)
	not _watched_by_cluster(resource)
}

fail contains findings.at(resource, "MonitoringInterval", "enhanced monitoring is off") if {
	some resource in subject
	_interval(resource) == 0
}

_watched_by_cluster(resource) if {
	some cluster in resources.of("AWS::RDS::DBCluster")
	resource in databases.members(cluster)
	_interval(cluster) != 0
}

_interval(resource) := object.get(resource.properties, "MonitoringInterval", 0)
