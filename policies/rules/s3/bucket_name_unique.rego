# METADATA
# title: A bucket name cannot collide with that of another account
# description: >-
#   Bucket names are shared by all accounts of a partition. A fixed name deploys once, in one account and
#   region; the second deployment fails, or somebody else has the name already.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
# custom:
#   id: FC_S3_007
#   severity: medium
#   category: naming
#   types: [AWS::S3::Bucket]
#   attributes: [BucketName]
#   presence: [WebsiteConfiguration]
#   failures: [E-s3_bucket_name_not_unique]
#   remediation:
#     cloudformation: |
#       BucketName: !Sub app-data-${AWS::AccountId}-${AWS::Region}
#     terraform: |
#       bucket = "app-data-${data.aws_caller_identity.current.account_id}"
package stackgrade.rules.s3.bucket_name_unique

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A website is reached by its domain name when its bucket has the same.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::S3::Bucket")
	resources.has(resource, ["BucketName"])
	not resources.has(resource, ["WebsiteConfiguration"])
}

fail contains findings.at(resource, "BucketName", "the name is the same in every account") if {
	some resource in subject
	name := resource.properties.BucketName
	is_string(name)
	not names.is_not_given(resource, "BucketName")
	not contains(name, "${AWS::AccountId}")
	not names.is_unique(name)
	not regex.match(`\b[0-9]{12}\b`, name)
}
