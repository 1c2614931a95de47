# METADATA
# title: A function takes events of the account's own buckets only
# description: >-
#   The ARN of a bucket holds no account. When the bucket is gone, anybody may make one of the same name, and call the
#   function with events of their own.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
#   - https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-public-access-prohibited.html
# custom:
#   id: FC_LAMBDA_035
#   severity: medium
#   category: access
#   types: [AWS::Lambda::Permission]
#   presence: [PrincipalOrgID, SourceAccount]
#   failures: [E-lambda_permission_invalid_source_arn]
#   remediation:
#     cloudformation: |
#       SourceAccount: !Ref AWS::AccountId
#     terraform: |
#       source_account = data.aws_caller_identity.current.account_id
package stackgrade.rules.lambda.bucket_of_the_account

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Permission")
	resource.properties.Principal == "s3.amazonaws.com"
}

fail contains findings.at(resource, "SourceAccount", "a bucket of any account may call the function") if {
	some resource in subject
	not resources.has(resource, ["SourceAccount"])
	not resources.has(resource, ["PrincipalOrgID"])
}
