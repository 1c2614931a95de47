# METADATA
# title: A production bucket keeps versions of its objects
# description: >-
#   Without versions, an overwritten or deleted object is gone. With them, a mistake and most ransomware are
#   undone by going one version back.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# custom:
#   id: FC_S3_004
#   severity: medium
#   category: backup
#   types: [AWS::S3::Bucket]
#   attributes: [VersioningConfiguration.Status]
#   when: {environment: production}
#   failures: [E-s3_versioning_missing]
#   also:
#     - CKV_AWS_21
#     - HIPAA.Security-S3BucketVersioningEnabled
#     - NIST.800.53.R4-S3BucketVersioningEnabled
#     - NIST.800.53.R5-S3BucketVersioningEnabled
#     - PCI.DSS.321-S3BucketVersioningEnabled
#     - S3_BUCKET_VERSIONING_ENABLED
#   remediation:
#     cloudformation: |
#       VersioningConfiguration:
#         Status: Enabled
#     terraform: |
#       resource "aws_s3_bucket_versioning" "data" {
#         bucket = aws_s3_bucket.data.id
#
#         versioning_configuration {
#           status = "Enabled"
#         }
#       }
package stackgrade.rules.s3.versioning

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A bucket that leads all requests to another host holds nothing.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::S3::Bucket")
	not resources.has(resource, ["WebsiteConfiguration", "RedirectAllRequestsTo"])
}

fail contains findings.at(resource, "VersioningConfiguration.Status", "versioning is not enabled") if {
	some resource in subject
	object.get(resource.properties, ["VersioningConfiguration", "Status"], "Suspended") != "Enabled"
}
