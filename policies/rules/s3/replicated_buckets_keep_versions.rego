# METADATA
# title: A bucket that is replicated keeps versions
# description: >-
#   S3 replicates versions, and refuses replication of a bucket that keeps none.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
# custom:
#   id: FC_S3_050
#   severity: critical
#   category: operations
#   types: [AWS::S3::Bucket]
#   attributes: [VersioningConfiguration.Status]
#   presence: [ReplicationConfiguration]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       VersioningConfiguration:
#         Status: Enabled
#     terraform: |
#       resource "aws_s3_bucket_versioning" "data" {
#         bucket = aws_s3_bucket.data.id
#         versioning_configuration {
#           status = "Enabled"
#         }
#       }
package stackgrade.rules.s3.replicated_buckets_keep_versions

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[bucket.address] := bucket if {
	some bucket in resources.own("AWS::S3::Bucket")
	resources.has(bucket, ["ReplicationConfiguration"])
}

fail contains findings.at(bucket, "VersioningConfiguration", "the bucket is replicated, and keeps no versions") if {
	some bucket in subject
	not bucket.properties.VersioningConfiguration.Status == "Enabled"
}
