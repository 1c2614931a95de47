# METADATA
# title: The bucket for a distribution's logs takes ACLs
# description: >-
#   CloudFront writes its standard logs with an ACL. It refuses a distribution whose log bucket takes none,
#   which a new bucket does unless its ownership controls say so.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
# custom:
#   id: FC_CLOUDFRONT_001
#   severity: high
#   category: logging
#   types: [AWS::S3::Bucket]
#   attributes:
#     - OwnershipControls.Rules[].ObjectOwnership
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       OwnershipControls:
#         Rules:
#           - ObjectOwnership: BucketOwnerPreferred
#     terraform: |
#       resource "aws_s3_bucket_ownership_controls" "logs" {
#         bucket = aws_s3_bucket.logs.id
#
#         rule {
#           object_ownership = "BucketOwnerPreferred"
#         }
#       }
package stackgrade.rules.cloudfront.log_bucket_takes_acls

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# By its domain name, which may be put together: ${Logs}.s3.amazonaws.com.
subject[bucket.address] := bucket if {
	some site in resources.of("AWS::CloudFront::Distribution")
	some edge in resources.edges_from(site.address)
	edge.attribute == "DistributionConfig.Logging.Bucket"
	bucket := resources.at(edge.target)
	bucket.type == "AWS::S3::Bucket"
}

fail contains findings.at(bucket, "OwnershipControls", "CloudFront logs with an ACL, and the bucket takes none") if {
	some bucket in subject
	owners := {rule.ObjectOwnership | some rule in resources.get(bucket, ["OwnershipControls", "Rules"], [])}
	count(owners & {"BucketOwnerPreferred", "ObjectWriter"}) == 0
}
