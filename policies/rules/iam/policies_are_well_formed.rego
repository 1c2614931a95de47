# METADATA
# title: Policies are written as IAM takes them
# description: >-
#   A statement without an effect, a principal in a role's own policy or a word that IAM does not know makes the
#   whole policy malformed: the deployment fails there, after other resources were created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
# custom:
#   id: FC_IAM_014
#   severity: critical
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
#       PolicyDocument:
#         Version: "2012-10-17"
#         Statement:
#           - Effect: Allow
#             Action: s3:GetObject
#             Resource: !Sub ${Orders.Arn}/*
#       # of a role: AssumeRolePolicyDocument, with Principal and Action: sts:AssumeRole, and no Resource
#     terraform: |
#       data "aws_iam_policy_document" "reader" {
#         statement {
#           actions   = ["s3:GetObject"]
#           resources = ["${aws_s3_bucket.orders.arn}/*"]
#         }
#       }
package stackgrade.rules.iam.policies_are_well_formed

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in resources.of_any(metadata.custom.types)
	some fault in resource.faults
	fault.kind == "policy"
	not names.is_not_given(resource, fault.attribute)
}
