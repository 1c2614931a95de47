# METADATA
# title: A bucket does not switch the public access block off
# description: >-
#   A single policy or ACL can open a bucket to the world. The four switches of the public access block make
#   such a mistake harmless. New buckets have them on since April 2023; a block that is written has those off that it
#   leaves out.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
# custom:
#   id: FC_S3_001
#   severity: high
#   category: access
#   types: [AWS::S3::Bucket]
#   attributes:
#     - PublicAccessBlockConfiguration.BlockPublicAcls
#     - PublicAccessBlockConfiguration.BlockPublicPolicy
#     - PublicAccessBlockConfiguration.IgnorePublicAcls
#     - PublicAccessBlockConfiguration.RestrictPublicBuckets
#   failures: [E-s3_public_access_block_missing]
#   also:
#     - AwsSolutions-S2
#     - CKV2_AWS_6
#     - HIPAA.Security-S3BucketLevelPublicAccessProhibited
#     - NIST.800.53.R5-S3BucketLevelPublicAccessProhibited
#     - PCI.DSS.321-S3BucketLevelPublicAccessProhibited
#     - S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED
#     - S3_BUCKET_PUBLIC_READ_PROHIBITED
#     - S3_BUCKET_PUBLIC_WRITE_PROHIBITED
#   remediation:
#     cloudformation: |
#       # a policy that opens the bucket to everyone has to go first: S3 refuses it then
#       PublicAccessBlockConfiguration:
#         BlockPublicAcls: true
#         BlockPublicPolicy: true
#         IgnorePublicAcls: true
#         RestrictPublicBuckets: true
#     terraform: |
#       # a policy that opens the bucket to everyone has to go first: S3 refuses it then
#       resource "aws_s3_bucket_public_access_block" "data" {
#         bucket                  = aws_s3_bucket.data.id
#         block_public_acls       = true
#         block_public_policy     = true
#         ignore_public_acls      = true
#         restrict_public_buckets = true
#       }
package stackgrade.rules.s3.public_access_blocked

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[bucket.address] := bucket if {
	some bucket in resources.own("AWS::S3::Bucket")
	resources.has(bucket, ["PublicAccessBlockConfiguration"])
}

# Once for a bucket, at the first switch that is off.
fail contains findings.proven_at(bucket, ["PublicAccessBlockConfiguration", off[0]], message) if {
	some bucket in subject
	off := [switch |
		some switch in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]
		object.get(bucket.properties, ["PublicAccessBlockConfiguration", switch], false) == false
	]
	count(off) > 0
	message := concat("", ["off: `", concat("`, `", off), "`"])
}
