# METADATA
# title: Who signs in with a password needs a second factor
# description: >-
#   A user who may sign in to the console needs nothing but the password for all that the user's policies allow, until
#   one of them asks for `aws:MultiFactorAuthPresent`. Whoever gets hold of the password may do the same.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-5
# custom:
#   id: FC_IAM_023
#   severity: medium
#   category: access
#   types: [AWS::IAM::User]
#   attributes:
#     - Policies[].PolicyDocument.Statement[].Condition
#   companions:
#     - AWS::IAM::Group.Policies[].PolicyDocument.Statement[].Condition
#     - AWS::IAM::GroupPolicy.PolicyDocument.Statement[].Condition
#     - AWS::IAM::ManagedPolicy.PolicyDocument.Statement[].Condition
#     - AWS::IAM::Policy.PolicyDocument.Statement[].Condition
#     - AWS::IAM::UserPolicy.PolicyDocument.Statement[].Condition
#   failures: [E-missing_mfa_policy]
#   remediation:
#     cloudformation: |
#       - Effect: Deny
#         NotAction: [iam:ChangePassword, iam:CreateVirtualMFADevice, iam:EnableMFADevice]
#         Resource: "*"
#         Condition:
#           BoolIfExists:
#             aws:MultiFactorAuthPresent: "false"
#     terraform: |
#       statement {
#         effect      = "Deny"
#         not_actions = ["iam:ChangePassword", "iam:CreateVirtualMFADevice", "iam:EnableMFADevice"]
#         resources   = ["*"]
#
#         condition {
#           test     = "BoolIfExists"
#           variable = "aws:MultiFactorAuthPresent"
#           values   = ["false"]
#         }
#       }
package stackgrade.rules.iam.passwords_need_a_second_factor

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::IAM::User")
	resources.has(resource, ["LoginProfile"])
}

fail contains findings.missing(user, "the password is enough, as no policy asks for a second factor") if {
	some user in subject
	not _is_asked_for
}

# By any policy: who gets it through which group is not always told.
_is_asked_for if {
	some holder in resources.of_any(policies.types)
	some statement in policies.all_of(holder)
	some key in policies.condition_keys(statement)
	startswith(key, "aws:multifactorauth")
}
