# METADATA
# title: A bucket name takes no letters from the name of the stack
# description: >-
#   The name of a stack may have capital letters, and that of a bucket may not: whether the stack can be created hangs
#   on how somebody calls it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stack.html
# custom:
#   id: FC_S3_018
#   severity: high
#   category: naming
#   languages: [cloudformation]
#   types: [AWS::S3::Bucket]
#   attributes: [BucketName]
#   failures: [E-s3_bucket_name_uppercase]
#   remediation:
#     cloudformation: |
#       BucketName: !Sub app-data-${EnvironmentSuffix}-${AWS::AccountId}
package stackgrade.rules.s3.bucket_name_in_lower_case

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::S3::Bucket")
	resources.has(resource, ["BucketName"])
}

fail contains findings.at(resource, "BucketName", "a stack whose name has capital letters cannot be created") if {
	some resource in subject
	contains(resource.properties.BucketName, "${AWS::StackName}")
}
