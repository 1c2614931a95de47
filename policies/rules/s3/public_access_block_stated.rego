# METADATA
# title: A bucket says that it blocks public access
# description: >-
#   AWS switches the block on for every new bucket since April 2023, so that nothing is open without it. A template that
#   says so shows it to whoever reads it, and undoes a change by hand.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
# custom:
#   id: FC_S3_017
#   severity: low
#   category: access
#   types: [AWS::S3::Bucket]
#   presence: [PublicAccessBlockConfiguration.BlockPublicAcls]
#   failures: [E-s3_public_access_block_missing]
#   also:
#     - AwsSolutions-S2
#     - HIPAA.Security-S3BucketLevelPublicAccessProhibited
#     - NIST.800.53.R5-S3BucketLevelPublicAccessProhibited
#     - PCI.DSS.321-S3BucketLevelPublicAccessProhibited
#     - S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED
#   remediation:
#     cloudformation: |
#       PublicAccessBlockConfiguration:
#         BlockPublicAcls: true
#         BlockPublicPolicy: true
#         IgnorePublicAcls: true
#         RestrictPublicBuckets: true
#     terraform: |
#       resource "aws_s3_bucket_public_access_block" "data" {
#         bucket                  = aws_s3_bucket.data.id
#         block_public_acls       = true
#         block_public_policy     = true
#         ignore_public_acls      = true
#         restrict_public_buckets = true
#       }
package stackgrade.rules.s3.public_access_block_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(bucket, "PublicAccessBlockConfiguration", "public access is not blocked explicitly") if {
	some bucket in resources.own("AWS::S3::Bucket")
	not resources.has(bucket, ["PublicAccessBlockConfiguration"])
}
