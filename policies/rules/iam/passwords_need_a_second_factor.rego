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
#     - Groups
#     - ManagedPolicyArns
#     - PermissionsBoundary
#     - Policies[].PolicyDocument.Statement[].Condition
#   companions:
#     - AWS::IAM::Group.Policies[].PolicyDocument.Statement[].Condition
#     - AWS::IAM::GroupPolicy.PolicyDocument.Statement[].Condition
#     - AWS::IAM::ManagedPolicy.PolicyDocument.Statement[].Condition
#     - AWS::IAM::Policy.PolicyDocument.Statement[].Condition
#     - AWS::IAM::UserPolicy.PolicyDocument.Statement[].Condition
#     - AWS::IAM::UserToGroupAddition.GroupName
#   failures: [E-missing_mfa_policy]
#   remediation:
#     cloudformation: |
#       - Effect: Deny
#         NotAction:
#           - iam:CreateVirtualMFADevice
#           - iam:EnableMFADevice
#           - iam:GetUser
#           - iam:ListMFADevices
#           - iam:ListVirtualMFADevices
#           - iam:ResyncMFADevice
#           - sts:GetSessionToken
#         Resource: "*"
#         Condition:
#           BoolIfExists:
#             aws:MultiFactorAuthPresent: "false"
#     terraform: |
#       statement {
#         effect    = "Deny"
#         resources = ["*"]
#
#         not_actions = [
#           "iam:CreateVirtualMFADevice",
#           "iam:EnableMFADevice",
#           "iam:GetUser",
#           "iam:ListMFADevices",
#           "iam:ListVirtualMFADevices",
#           "iam:ResyncMFADevice",
#           "sts:GetSessionToken",
#         ]
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
	every source in _sources(resource) {
		not _is_out_of_sight(source)
	}
}

fail contains findings.missing(user, "the password is enough, as no policy asks for a second factor") if {
	some user in subject
	not _is_asked_for
}

# What the user has besides of the policies of its own: groups and policies by name or reference.
_sources(user) := array.concat(
	[source |
		some property in ["Groups", "ManagedPolicyArns", "PermissionsBoundary"]
		some source in resources.as_list(resources.get(user, [property], []))
	],
	[addition.properties.GroupName |
		some addition in resources.referrers(user.address, "AWS::IAM::UserToGroupAddition")
	],
)

# A group or policy that is there already may ask; those of AWS do not.
_is_out_of_sight(source) if {
	is_string(source)
	not contains(source, ":iam::aws:policy/")
}

# By any policy: who gets it through which group is not always told.
_is_asked_for if {
	some holder in resources.of_any(policies.types)
	some statement in policies.all_of(holder)
	some key in policies.condition_keys(statement)
	startswith(key, "aws:multifactorauth")
}
