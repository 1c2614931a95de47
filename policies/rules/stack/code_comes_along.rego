# METADATA
# title: A stack that deploys on its own brings its code along
# description: >-
#   Code that lies in a bucket has to be put there before, by somebody who knows of it. In an account without this
#   bucket and object the deployment fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-cli-package.html
# custom:
#   id: FC_STACK_070
#   severity: critical
#   category: operations
#   types:
#     - AWS::ElasticBeanstalk::ApplicationVersion
#     - AWS::Lambda::Function
#     - AWS::Lambda::LayerVersion
#   attributes:
#     - Code.S3Bucket
#     - Code.S3Key
#     - Content.S3Bucket
#     - Content.S3Key
#     - SourceBundle.S3Bucket
#     - SourceBundle.S3Key
#   when: {self_contained: true}
#   failures: [E-lambda_code_location_missing, E-template_requires_preexisting_resource]
#   remediation:
#     cloudformation: |
#       Code: ./src # `aws cloudformation package` uploads it
#     AWS::Lambda::LayerVersion: |
#       Content: ./layer # `aws cloudformation package` uploads it
#     AWS::ElasticBeanstalk::ApplicationVersion: |
#       SourceBundle: ./app.zip # `aws cloudformation package` uploads it
#     AWS::Serverless::Function: |
#       CodeUri: ./src # `sam deploy` uploads it
#     terraform: |
#       filename         = data.archive_file.code.output_path
#       source_code_hash = data.archive_file.code.output_base64sha256
package stackgrade.rules.stack.code_comes_along

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What CDK and `aws cloudformation package` upload is called by a hash of its content.
subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	some place in _places
	resources.has(resource, [place, "S3Bucket"])
	not regex.match(`(^|/)([0-9a-f]{32}|[0-9a-f]{64})(\.zip)?$`, resources.get(resource, [place, "S3Key"], ""))
}

fail contains findings.at(resource, [place, "S3Bucket"], "the code has to lie in this bucket already") if {
	some resource in subject
	some place in _places
	is_string(resources.get(resource, [place, "S3Bucket"], null))
}

_places := ["Code", "Content", "SourceBundle"]
