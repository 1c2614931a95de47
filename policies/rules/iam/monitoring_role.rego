# METADATA
# title: The role for enhanced monitoring can do its work
# description: >-
#   RDS takes on the role to write metrics. When the role does not trust the monitoring service or may not
#   write logs, creating the database fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
# custom:
#   id: FC_IAM_005
#   severity: medium
#   category: access
#   types: [AWS::IAM::Role]
#   attributes:
#     - AssumeRolePolicyDocument.Statement[].Principal
#     - ManagedPolicyArns[]
#   failures: [F-000-06.1]
#   remediation:
#     cloudformation: |
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole
#     terraform: |
#       policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
package stackgrade.rules.iam.monitoring_role

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::IAM::Role")
	some edge in resources.edges_to(resource.address)
	edge.attribute == "MonitoringRoleArn"
}

fail contains findings.at(resource, "AssumeRolePolicyDocument", "the role does not trust RDS monitoring") if {
	some resource in subject
	trusted := {service |
		some [_, statement] in policies.statements(resource.properties.AssumeRolePolicyDocument)
		some service in policies.services(statement)
	}
	not "monitoring.rds.amazonaws.com" in trusted
}

fail contains findings.at(resource, "ManagedPolicyArns", "the role may not write the metrics") if {
	some resource in subject
	not _may_write(resource)
}

_may_write(role) if {
	some arn in role.properties.ManagedPolicyArns
	endswith(arn, "/AmazonRDSEnhancedMonitoringRole")
}

_may_write(role) if {
	some [_, statement] in policies.granted(role)
	count({"logs:*", "logs:put*", "logs:putlogevents", "*"} & policies.actions(statement)) > 0
}

# A policy that is attached from outside is taken to fit.
_may_write(role) if {
	some edge in resources.edges_to(role.address)
	edge.attribute == "Roles[0]"
}
