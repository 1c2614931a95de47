# METADATA
# title: A function lets in what calls it
# description: >-
#   Rules, topics, buckets, APIs, log groups and other services call a function in their own name, which takes a
#   permission on the function. Without one a bucket, log group, rotation or rule of Config cannot be set up, and the
#   others fail in silence with every event.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
# custom:
#   id: FC_IAM_019
#   severity: high
#   category: access
#   types:
#     - AWS::ApiGateway::Method
#     - AWS::ApiGatewayV2::Integration
#     - AWS::Config::ConfigRule
#     - AWS::ElasticLoadBalancingV2::TargetGroup
#     - AWS::Events::Rule
#     - AWS::Logs::SubscriptionFilter
#     - AWS::S3::Bucket
#     - AWS::SNS::Subscription
#     - AWS::SecretsManager::RotationSchedule
#   companions: [AWS::Lambda::Permission.FunctionName, AWS::Lambda::Permission.Principal]
#   failures: [E-missing_lambda_permission]
#   remediation:
#     cloudformation: |
#       Permission:
#         Type: AWS::Lambda::Permission
#         Properties:
#           Action: lambda:InvokeFunction
#           FunctionName: !Ref Work
#           Principal: events.amazonaws.com # the service that the message names
#           SourceArn: !GetAtt Nightly.Arn # what calls: a rule, a topic, a bucket, a secret
#     terraform: |
#       resource "aws_lambda_permission" "nightly" {
#         action        = "lambda:InvokeFunction"
#         function_name = aws_lambda_function.work.function_name
#         principal     = "events.amazonaws.com"                    # the service that the message names
#         source_arn    = aws_cloudwatch_event_rule.nightly.arn # what calls: a rule, a topic, a bucket, a secret
#       }
package stackgrade.rules.iam.functions_let_their_callers_in

import data.stackgrade.lib.callers
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject[call.source] := input.resources[call.source] if some call in callers.calls

fail contains findings.missing(input.resources[call.source], message) if {
	some call in callers.calls
	count(callers.permissions(call)) == 0
	message := concat("", ["no permission lets ", call.service, " call ", call.function])
}
