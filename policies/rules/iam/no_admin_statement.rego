# METADATA
# title: No policy allows everything on everything
# description: >-
#   Whoever gets hold of such a role owns the account: every secret, every backup, every log of what they did.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: FC_IAM_001
#   severity: critical
#   category: access
#   types:
#     - AWS::IAM::Role
#     - AWS::IAM::Policy
#     - AWS::IAM::ManagedPolicy
#     - AWS::IAM::RolePolicy
#     - AWS::IAM::User
#     - AWS::IAM::UserPolicy
#     - AWS::IAM::Group
#     - AWS::IAM::GroupPolicy
#   attributes:
#     - Policies[].PolicyDocument.Statement[].Action
#     - Policies[].PolicyDocument.Statement[].Resource
#     - Policies[].PolicyDocument.Statement[].Effect
#     - PolicyDocument.Statement[].Action
#     - PolicyDocument.Statement[].Resource
#     - PolicyDocument.Statement[].Effect
#   failures: [F-004-07.2, E-iam_wildcard_action]
#   also:
#     - CKV_AWS_62
#     - HIPAA.Security-IAMPolicyNoStatementsWithAdminAccess
#     - IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS
#     - NIST.800.53.R4-IAMPolicyNoStatementsWithAdminAccess
#     - NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess
#     - PCI.DSS.321-IAMPolicyNoStatementsWithAdminAccess
#   remediation:
#     cloudformation: |
#       Action: s3:GetObject
#       Resource: !Sub "${Bucket.Arn}/*"
#     terraform: |
#       actions   = ["s3:GetObject"]
#       resources = ["${aws_s3_bucket.data.arn}/*"]
package stackgrade.rules.iam.no_admin_statement

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, path, "everything is allowed on everything") if {
	some resource in resources.of_any(metadata.custom.types)
	some [path, statement] in policies.granted(resource)
	count({"*", "*:*"} & policies.actions(statement)) > 0
	policies.speaks_of_everything(statement)
}
