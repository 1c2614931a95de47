# METADATA
# title: Policies allow what they name, not all but what they name
# description: >-
#   `Allow` with `NotAction` or `NotResource` grants everything else, services and actions of next year included;
#   most who write it mean a denial.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: FC_IAM_016
#   severity: high
#   category: access
#   types:
#     - AWS::IAM::Group
#     - AWS::IAM::GroupPolicy
#     - AWS::IAM::ManagedPolicy
#     - AWS::IAM::Policy
#     - AWS::IAM::Role
#     - AWS::IAM::RolePolicy
#     - AWS::IAM::User
#     - AWS::IAM::UserPolicy
#     - AWS::S3::BucketPolicy
#     - AWS::SNS::TopicPolicy
#     - AWS::SQS::QueuePolicy
#   attributes:
#     - AssumeRolePolicyDocument.Statement[].Effect
#     - Policies[].PolicyDocument.Statement[].Effect
#     - PolicyDocument.Statement[].Effect
#   presence:
#     - AssumeRolePolicyDocument.Statement[].NotAction
#     - PolicyDocument.Statement[].NotAction
#     - PolicyDocument.Statement[].NotResource
#     - Policies[].PolicyDocument.Statement[].NotAction
#     - Policies[].PolicyDocument.Statement[].NotResource
#   failures: [E-iam_wildcard_action]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Action: [dynamodb:GetItem, dynamodb:PutItem]
#         Resource: !GetAtt Orders.Arn
#     terraform: |
#       actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
#       resources = [aws_dynamodb_table.orders.arn]
package stackgrade.rules.iam.no_allow_by_exception

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, array.concat(path, [part]), message) if {
	some resource in resources.of_any(metadata.custom.types)
	some [path, statement] in _allowed(resource)
	some part in ["NotAction", "NotResource"]
	statement[part]
	message := concat("", ["everything but what `", part, "` names is allowed"])
}

_allowed(resource) := array.concat(
	policies.granted(resource),
	[[array.concat(["AssumeRolePolicyDocument"], path), statement] |
		some [path, statement] in policies.statements(resource.properties.AssumeRolePolicyDocument)
		statement.Effect == "Allow"
	],
)
