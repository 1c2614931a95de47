# METADATA
# title: A bucket with an ACL has ACLs switched on
# description: >-
#   Since April 2023 a new bucket takes no ACLs unless its ownership controls say so. Creating one with an ACL
#   fails: `Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting`.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
# custom:
#   id: FC_S3_013
#   severity: high
#   category: access
#   types: [AWS::S3::Bucket]
#   attributes:
#     - AccessControl
#     - OwnershipControls.Rules[].ObjectOwnership
#   failures: [E-s3_access_control_legacy_acl]
#   remediation:
#     cloudformation: |
#       OwnershipControls: # or a bucket policy in place of AccessControl
#         Rules:
#           - ObjectOwnership: BucketOwnerPreferred
#     terraform: |
#       resource "aws_s3_bucket_ownership_controls" "audit" {
#         bucket = aws_s3_bucket.audit.id
#
#         rule {
#           object_ownership = "BucketOwnerPreferred"
#         }
#       }
package stackgrade.rules.s3.acl_is_possible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::S3::Bucket")
	resources.has(resource, ["AccessControl"])
}

fail contains findings.at(resource, "AccessControl", _message(resource)) if {
	some resource in subject
	not resource.properties.AccessControl in {"Private", "BucketOwnerFullControl"}
	owners := {rule.ObjectOwnership | some rule in resources.get(resource, ["OwnershipControls", "Rules"], [])}
	count(owners & {"BucketOwnerPreferred", "ObjectWriter"}) == 0
}

_message(resource) := "the ownership controls allow no ACLs" if resources.has(resource, ["OwnershipControls"])

_message(resource) := "ACLs are off by default, and no ownership controls allow them" if {
	not resources.has(resource, ["OwnershipControls"])
}
