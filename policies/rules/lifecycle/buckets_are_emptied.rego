# METADATA
# title: A bucket that is made for a test is emptied when it goes
# description: >-
#   S3 deletes only empty buckets. Without `force_destroy` the teardown stops at the first bucket that a test has
#   written to, and leaves the rest of the stack behind.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket#force_destroy
# custom:
#   id: FC_LIFECYCLE_030
#   severity: high
#   category: lifecycle
#   types: [AWS::S3::Bucket]
#   languages: [terraform]
#   attributes: [ForceDestroy]
#   when: {destroyable: true}
#   failures: [E-nonempty_bucket_blocks_teardown]
#   remediation:
#     terraform: |
#       force_destroy = true
package stackgrade.rules.lifecycle.buckets_are_emptied

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(bucket, "ForceDestroy", "once it holds something, it cannot be deleted") if {
	some bucket in resources.own("AWS::S3::Bucket")
	not bucket.lifecycle.ForceDestroy
}
