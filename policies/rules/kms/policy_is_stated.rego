# METADATA
# title: A key says who may use it
# description: >-
#   Without a policy of its own a key gets one that leaves everything to the IAM policies of the account, and lets in no
#   service. That works; reviewers ask for the decision in writing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
# custom:
#   id: FC_KMS_011
#   severity: low
#   category: access
#   types: [AWS::KMS::Key]
#   presence: [KeyPolicy]
#   when: {opinions: true}
#   failures: [E-kms_key_no_policy]
#   also: [CKV2_AWS_64]
#   remediation:
#     cloudformation: |
#       KeyPolicy:
#         Version: "2012-10-17"
#         Statement:
#           - Effect: Allow
#             Principal:
#               AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root
#             Action: kms:*
#             Resource: "*"
#     terraform: |
#       data "aws_iam_policy_document" "key" {
#         statement {
#           actions   = ["kms:*"]
#           resources = ["*"]
#
#           principals {
#             type        = "AWS"
#             identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
#           }
#         }
#       }
#
#       resource "aws_kms_key" "app" {
#         policy = data.aws_iam_policy_document.key.json
#       }
package stackgrade.rules.kms.policy_is_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "KeyPolicy", "the key has no policy of its own") if {
	some resource in resources.own("AWS::KMS::Key")
	not resources.has(resource, ["KeyPolicy"])
}
