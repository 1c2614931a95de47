# METADATA
# title: A bucket blocks public access
# description: >-
#   A single policy or ACL can open a bucket to the world. The four switches of the public access block make
#   such a mistake harmless. New buckets have them on by default; a template that says so keeps it that way.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
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
package stackgrade.rules.s3.public_access_blocked

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "PublicAccessBlockConfiguration", "public access is not blocked explicitly") if {
	some resource in resources.of("AWS::S3::Bucket")
	not resources.has(resource, ["PublicAccessBlockConfiguration"])
}

fail contains findings.proven_at(resource, ["PublicAccessBlockConfiguration", switch], message) if {
	some resource in resources.of("AWS::S3::Bucket")
	resources.has(resource, ["PublicAccessBlockConfiguration"])
	some switch in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]
	object.get(resource.properties, ["PublicAccessBlockConfiguration", switch], false) == false
	message := concat("", ["`", switch, "` is off"])
}
