# METADATA
# title: A bucket says what becomes of old objects
# description: >-
#   Old versions, abandoned uploads and outdated data cost money for ever unless a lifecycle rule moves or
#   removes them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
# custom:
#   id: FC_S3_005
#   severity: low
#   category: cost
#   types: [AWS::S3::Bucket]
#   attributes:
#     - LifecycleConfiguration.Rules[].Status
#   failures: [E-s3_lifecycle_missing]
#   also: [CKV2_AWS_61]
#   remediation:
#     cloudformation: |
#       LifecycleConfiguration:
#         Rules:
#           - Status: Enabled
#             AbortIncompleteMultipartUpload:
#               DaysAfterInitiation: 7
#             NoncurrentVersionExpiration:
#               NoncurrentDays: 90
#     terraform: |
#       resource "aws_s3_bucket_lifecycle_configuration" "data" {
#         bucket = aws_s3_bucket.data.id
#
#         rule {
#           id     = "expire"
#           status = "Enabled"
#
#           filter {}
#
#           noncurrent_version_expiration {
#             noncurrent_days = 90
#           }
#         }
#       }
package stackgrade.rules.s3.lifecycle

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A bucket that leads all requests to another host holds nothing.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::S3::Bucket")
	not resources.has(resource, ["WebsiteConfiguration", "RedirectAllRequestsTo"])
}

fail contains findings.at(resource, "LifecycleConfiguration", "no lifecycle rule is enabled") if {
	some resource in subject
	not _has_rule(resource)
}

_has_rule(resource) if {
	some rule in resource.properties.LifecycleConfiguration.Rules
	rule.Status == "Enabled"
}
