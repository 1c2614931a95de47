# METADATA
# title: Policies name actions that exist
# description: >-
#   IAM takes an action that no service has, and allows nothing with it: the call that was meant is denied at
#   run time, and nothing says why. The names of API calls often differ from those of actions.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
#   - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
# custom:
#   id: FC_IAM_013
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
#     - AWS::KMS::Key
#     - AWS::S3::BucketPolicy
#     - AWS::SNS::TopicPolicy
#     - AWS::SQS::QueuePolicy
#     - AWS::SecretsManager::ResourcePolicy
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       # the action that allows the call, which may be called otherwise; what the message proposes, or none at all
#       Action:
#         - s3:GetEncryptionConfiguration # not s3:GetBucketEncryption
#         - dynamodb:GetItem # not dynamodb:TransactGetItems
#         - dynamodb:PutItem # not dynamodb:TransactWriteItems
#     terraform: |
#       # the action that allows the call, which may be called otherwise; what the message proposes, or none at all
#       actions = [
#         "s3:GetEncryptionConfiguration", # not s3:GetBucketEncryption
#         "dynamodb:GetItem",              # not dynamodb:TransactGetItems
#         "dynamodb:PutItem",              # not dynamodb:TransactWriteItems
#       ]
package stackgrade.rules.iam.actions_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in resources.of_any(metadata.custom.types)
	some fault in resource.faults
	fault.kind == "action"
}
