# METADATA
# title: Policies name resources by their ARN
# description: >-
#   The reference to a bucket, a table or a function gives its name, and that to a queue its URL. A policy that takes
#   them for an ARN is refused at deployment as malformed, or allows nothing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
# custom:
#   id: FC_IAM_004
#   severity: high
#   category: access
#   types:
#     - AWS::IAM::Role
#     - AWS::IAM::Policy
#     - AWS::IAM::ManagedPolicy
#     - AWS::IAM::RolePolicy
#     - AWS::IAM::User
#     - AWS::IAM::UserPolicy
#     - AWS::IAM::Group
#     - AWS::IAM::GroupPolicy
#     - AWS::S3::BucketPolicy
#   attributes:
#     - Policies[].PolicyDocument.Statement[].Resource
#     - PolicyDocument.Statement[].Resource
#   failures: [E-iam_resource_not_arn]
#   remediation:
#     cloudformation: |
#       Resource: !Sub "${Data.Arn}/*" # of a queue, table or key: !GetAtt Orders.Arn
#     terraform: |
#       resources = ["${aws_s3_bucket.data.arn}/*"] # of a queue, table or key its arn
package stackgrade.rules.iam.resources_are_arns

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, array.concat(path, ["Resource"]), message) if {
	some resource in resources.of_any(metadata.custom.types)
	some [path, statement] in _statements(resource)
	some target in resources.as_list(object.get(statement, "Resource", []))
	message := concat("", [_named[_called(target).type], " is given by its name, not its ARN"])
}

# A reference to any other type gives its ARN, or is nothing that a policy is about.
_named := {
	"AWS::Cognito::UserPool": "a user pool",
	"AWS::DynamoDB::Table": "a table",
	"AWS::ECR::Repository": "a repository",
	"AWS::EFS::FileSystem": "a file system",
	"AWS::Events::EventBus": "an event bus",
	"AWS::IAM::Role": "a role",
	"AWS::Kinesis::Stream": "a stream",
	"AWS::KinesisFirehose::DeliveryStream": "a delivery stream",
	"AWS::KMS::Key": "a key",
	"AWS::Lambda::Function": "a function",
	"AWS::Logs::LogGroup": "a log group",
	"AWS::S3::Bucket": "a bucket",
	"AWS::SQS::Queue": "a queue",
	"AWS::SSM::Parameter": "a parameter",
}

_statements(resource) := policies.granted(resource) if resource.type != "AWS::S3::BucketPolicy"

_statements(resource) := [[array.concat(["PolicyDocument"], path), statement] |
	some [path, statement] in policies.statements(resource.properties.PolicyDocument)
] if {
	resource.type == "AWS::S3::BucketPolicy"
}

# The resource whose name stands here, or begins the text.
_called(target) := resources.target(target) if target.attribute == "Ref"

_called(target) := resources.at(substring(target, 2, indexof(target, "}") - 2)) if startswith(target, "${")
