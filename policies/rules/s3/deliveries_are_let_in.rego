# METADATA
# title: A bucket lets in the services that deliver to it
# description: >-
#   CloudTrail, Config and load balancers write to a bucket in their own name, and try it when they are set up:
#   without a statement for them in the bucket's policy the trail, the delivery channel or the load balancer
#   cannot be created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
# custom:
#   id: FC_S3_010
#   severity: critical
#   category: access
#   types: [AWS::S3::Bucket]
#   companions:
#     - AWS::S3::BucketPolicy.Bucket
#     - AWS::S3::BucketPolicy.PolicyDocument.Statement[].Action
#     - AWS::S3::BucketPolicy.PolicyDocument.Statement[].Effect
#     - AWS::S3::BucketPolicy.PolicyDocument.Statement[].Principal
#   failures: [E-missing_bucket_policy_for_service_delivery]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           Service: cloudtrail.amazonaws.com
#         Action: s3:GetBucketAcl
#         Resource: !GetAtt Audit.Arn
#       - Effect: Allow
#         Principal:
#           Service: cloudtrail.amazonaws.com
#         Action: s3:PutObject
#         Resource: !Sub ${Audit.Arn}/AWSLogs/${AWS::AccountId}/* # after the S3KeyPrefix, if the trail has one
#         Condition:
#           StringEquals:
#             s3:x-amz-acl: bucket-owner-full-control
#     cloudformation/config: |
#       - Effect: Allow
#         Principal:
#           Service: config.amazonaws.com
#         Action: [s3:GetBucketAcl, s3:ListBucket]
#         Resource: !GetAtt Audit.Arn
#       - Effect: Allow
#         Principal:
#           Service: config.amazonaws.com
#         Action: s3:PutObject
#         Resource: !Sub ${Audit.Arn}/AWSLogs/${AWS::AccountId}/Config/* # after the S3KeyPrefix, if the channel has one
#         Condition:
#           StringEquals:
#             s3:x-amz-acl: bucket-owner-full-control
#     cloudformation/load balancer: |
#       - Effect: Allow
#         Principal:
#           Service: logdelivery.elasticloadbalancing.amazonaws.com
#         Action: s3:PutObject
#         Resource: !Sub ${Logs.Arn}/AWSLogs/${AWS::AccountId}/* # after access_logs.s3.prefix, if there is one
#     terraform: |
#       statement {
#         actions   = ["s3:GetBucketAcl"]
#         resources = [aws_s3_bucket.audit.arn]
#
#         principals {
#           type        = "Service"
#           identifiers = ["cloudtrail.amazonaws.com"]
#         }
#       }
#
#       statement {
#         actions   = ["s3:PutObject"]
#         resources = ["${aws_s3_bucket.audit.arn}/AWSLogs/*"] # after the s3_key_prefix, if the trail has one
#
#         principals {
#           type        = "Service"
#           identifiers = ["cloudtrail.amazonaws.com"]
#         }
#
#         condition {
#           test     = "StringEquals"
#           variable = "s3:x-amz-acl"
#           values   = ["bucket-owner-full-control"]
#         }
#       }
#     terraform/config: |
#       statement {
#         actions   = ["s3:GetBucketAcl", "s3:ListBucket"]
#         resources = [aws_s3_bucket.audit.arn]
#
#         principals {
#           type        = "Service"
#           identifiers = ["config.amazonaws.com"]
#         }
#       }
#
#       statement {
#         actions   = ["s3:PutObject"]
#         resources = ["${aws_s3_bucket.audit.arn}/AWSLogs/*/Config/*"] # after an s3_key_prefix
#
#         principals {
#           type        = "Service"
#           identifiers = ["config.amazonaws.com"]
#         }
#
#         condition {
#           test     = "StringEquals"
#           variable = "s3:x-amz-acl"
#           values   = ["bucket-owner-full-control"]
#         }
#       }
#     terraform/load balancer: |
#       statement {
#         actions   = ["s3:PutObject"]
#         resources = ["${aws_s3_bucket.logs.arn}/AWSLogs/*"] # after the prefix, if there is one
#
#         principals {
#           type        = "Service"
#           identifiers = ["logdelivery.elasticloadbalancing.amazonaws.com"]
#         }
#       }
package stackgrade.rules.s3.deliveries_are_let_in

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some delivery in deliveries.to_buckets
	resource := delivery.bucket
}

fail contains findings.of_case(findings.missing(delivery.bucket, message), _cases[delivery.service]) if {
	some delivery in deliveries.to_buckets
	some action in delivery.actions
	not deliveries.lets_in(delivery.bucket, delivery.service, action)
	message := concat("", [
		delivery.who, " delivers to the bucket, and no policy lets ", delivery.service, " do ", action,
	])
}

_cases := {
	"cloudtrail.amazonaws.com": "trail",
	"config.amazonaws.com": "config",
	"logdelivery.elasticloadbalancing.amazonaws.com": "load balancer",
}
