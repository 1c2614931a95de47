# METADATA
# title: A trail records the calls in a regulated account
# description: >-
#   Who changed or read what cannot be proven without a record of the calls to AWS. PCI DSS asks for one (10.2). An
#   organization often has a trail of its own for all accounts: then waive this rule, and say so.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html
# custom:
#   id: FC_CLOUDTRAIL_030
#   severity: low
#   category: logging
#   types: [Stack]
#   when: {compliance: pci-dss}
#   failures: [E-missing_cloudtrail]
#   remediation:
#     cloudformation: |
#       Trail:
#         Type: AWS::CloudTrail::Trail
#         DependsOn: TrailBucketPolicy
#         Properties:
#           IsLogging: true
#           IsMultiRegionTrail: true
#           EnableLogFileValidation: true
#           S3BucketName: !Ref TrailBucket
#     terraform: |
#       resource "aws_cloudtrail" "trail" {
#         name                       = "trail"
#         is_multi_region_trail      = true
#         enable_log_file_validation = true
#         s3_bucket_name             = aws_s3_bucket.trail.id
#         depends_on                 = [aws_s3_bucket_policy.trail]
#       }
package stackgrade.rules.cloudtrail.calls_are_recorded

import data.stackgrade.lib.findings
import data.stackgrade.lib.nesting
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Of a stack that stands on its own and keeps data.
subject[resources.stack.address] := resources.stack if {
	not nesting.is_nested
	resources.any_of([
		"AWS::CloudTrail::Trail",
		"AWS::DynamoDB::Table",
		"AWS::EFS::FileSystem",
		"AWS::RDS::DBCluster",
		"AWS::RDS::DBInstance",
		"AWS::Redshift::Cluster",
		"AWS::S3::Bucket",
		"AWS::SecretsManager::Secret",
	])
}

fail contains findings.missing(resources.stack, "no trail records the calls to AWS") if {
	count(subject) > 0
	count(resources.of("AWS::CloudTrail::Trail")) == 0
}
