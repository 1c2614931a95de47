# METADATA
# title: AWS's own policies are called by their names
# description: >-
#   The ARN of one of AWS's policies has its path in it, such as `service-role/`, and some policies were
#   withdrawn or belong to the roles that AWS makes for itself. With any of these mistakes creating the role
#   fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
# custom:
#   id: FC_IAM_015
#   severity: critical
#   category: access
#   types: [AWS::IAM::Group, AWS::IAM::Role, AWS::IAM::User]
#   failures: [E-wrong_managed_policy_arn]
#   remediation:
#     cloudformation: |
#       # the policy that the message proposes, with its path; without a proposal, statements of your own under Policies
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWS_ConfigRole
#     terraform: |
#       # the policy that the message proposes, with its path; without a proposal, a policy of your own
#       policy_arn = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"
package stackgrade.rules.iam.aws_policies_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in resources.of_any(metadata.custom.types)
	some fault in resource.faults
	fault.kind == "aws_policy"
}
