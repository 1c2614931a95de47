# METADATA
# title: A role allows what its service cannot do without
# description: >-
#   A function in a VPC needs network interfaces, one that reads a queue has to receive from it, and a task that is told
#   of a stream will call it. Without the permission the deployment fails, or the first call at run time.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
#   - https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html
#   - https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-iam-setup.html
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
# custom:
#   id: FC_IAM_008
#   severity: high
#   category: access
#   types: [AWS::IAM::Role]
#   attributes:
#     - ManagedPolicyArns[]
#     - Policies[].PolicyDocument.Statement[].Action
#     - Policies[].PolicyDocument.Statement[].Effect
#   companions:
#     - AWS::IAM::ManagedPolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::ManagedPolicy.Roles[]
#     - AWS::IAM::Policy.PolicyDocument.Statement[].Action
#     - AWS::IAM::Policy.Roles[]
#     - AWS::IAM::RolePolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::RolePolicy.RoleName
#   failures: [F-001-07.2, F-001-07.4]
#   remediation:
#     cloudformation: |
#       # what the message names, on what it is needed for
#       Policies:
#         - PolicyName: orders
#           PolicyDocument:
#             Version: "2012-10-17"
#             Statement:
#               - Effect: Allow
#                 Action: [kinesis:GetRecords, kinesis:GetShardIterator, kinesis:DescribeStream, kinesis:ListShards]
#                 Resource: !GetAtt Orders.Arn
#     terraform: |
#       # what the message names, on what it is needed for
#       statement {
#         actions   = ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream", "kinesis:ListShards"]
#         resources = [aws_kinesis_stream.orders.arn]
#       }
package stackgrade.rules.iam.role_allows_what_is_needed

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::IAM::Role")
	count(roles.needs(resource)) > 0
}

fail contains findings.missing(resource, message) if {
	some resource in subject
	some need in roles.needs(resource)
	not roles.allows(resource, need.action)
	message := concat("", [need.reason, ", and the role does not allow ", need.action])
}

fail contains findings.missing(resource, message) if {
	some resource in subject
	some need in roles.needs(resource)
	not roles.uses(resource, need.service)
	message := concat("", [need.reason, ", and the role allows nothing of ", need.service])
}
