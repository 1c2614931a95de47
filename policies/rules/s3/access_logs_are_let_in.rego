# METADATA
# title: A bucket for access logs lets them in
# description: >-
#   S3 writes access logs in the name of `logging.s3.amazonaws.com`. When the bucket's policy, or an old ACL,
#   does not let it, logging is on and no log ever arrives.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
# custom:
#   id: FC_S3_012
#   severity: medium
#   category: logging
#   types: [AWS::S3::Bucket]
#   attributes: [AccessControl]
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
#           Service: logging.s3.amazonaws.com
#         Action: s3:PutObject
#         Resource: !Sub ${Audit.Arn}/*
#     terraform: |
#       statement {
#         actions   = ["s3:PutObject"]
#         resources = ["${aws_s3_bucket.audit.arn}/*"]
#
#         principals {
#           type        = "Service"
#           identifiers = ["logging.s3.amazonaws.com"]
#         }
#       }
package stackgrade.rules.s3.access_logs_are_let_in

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[bucket.address] := bucket if {
	some source in resources.of("AWS::S3::Bucket")
	bucket := resources.target(source.properties.LoggingConfiguration.DestinationBucketName)
	bucket.type == "AWS::S3::Bucket"
}

fail contains findings.missing(bucket, "no policy lets logging.s3.amazonaws.com write access logs here") if {
	some bucket in subject
	not deliveries.lets_in(bucket, "logging.s3.amazonaws.com", "s3:PutObject")
	not bucket.properties.AccessControl == "LogDeliveryWrite"
}
