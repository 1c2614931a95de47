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
#   severity: critical
#   category: access
#   types: [AWS::IAM::Role]
#   attributes:
#     - AssumeRolePolicyDocument.Statement[].Principal
#     - ManagedPolicyArns[]
#   companions:
#     - AWS::IAM::ManagedPolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::ManagedPolicy.Roles[]
#     - AWS::IAM::Policy.PolicyDocument.Statement[].Action
#     - AWS::IAM::Policy.Roles[]
#     - AWS::IAM::RolePolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::RolePolicy.RoleName
#   failures: [F-000-06.1]
#   remediation:
#     cloudformation: |
#       AssumeRolePolicyDocument:
#         Version: "2012-10-17"
#         Statement:
#           - Effect: Allow
#             Principal: {Service: monitoring.rds.amazonaws.com}
#             Action: sts:AssumeRole
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole
#     terraform: |
#       resource "aws_iam_role" "monitoring" {
#         name = "rds-monitoring"
#
#         assume_role_policy = jsonencode({
#           Version = "2012-10-17"
#           Statement = [{
#             Effect    = "Allow"
#             Principal = { Service = "monitoring.rds.amazonaws.com" }
#             Action    = "sts:AssumeRole"
#           }]
#         })
#       }
#
#       resource "aws_iam_role_policy_attachment" "monitoring" {
#         role       = aws_iam_role.monitoring.name
#         policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
#       }
package stackgrade.rules.iam.monitoring_role

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

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
	not roles.allows(resource, "logs:PutLogEvents")
}
