# METADATA
# title: API Gateway has a role to write logs with
# description: >-
#   REST APIs write their logs with a role that is set for the account and region. Where it is not set, a stage with
#   logs cannot be created; a stack that has to work in an empty account sets it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
# custom:
#   id: FC_APIGATEWAY_008
#   severity: high
#   category: logging
#   types: [AWS::ApiGateway::Deployment, AWS::ApiGateway::Stage]
#   when: {self_contained: true}
#   failures: [E-apigw_missing_cloudwatch_role]
#   remediation:
#     cloudformation: |
#       Account:
#         Type: AWS::ApiGateway::Account
#         Properties:
#           CloudWatchRoleArn: !GetAtt ApiLogsRole.Arn # with AmazonAPIGatewayPushToCloudWatchLogs
#       Stage:
#         Type: AWS::ApiGateway::Stage
#         DependsOn: Account
#     terraform: |
#       resource "aws_api_gateway_account" "account" {
#         cloudwatch_role_arn = aws_iam_role.api_logs.arn # with AmazonAPIGatewayPushToCloudWatchLogs
#       }
package stackgrade.rules.apigateway.logs_have_a_role

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[stage.resource.address] := stage.resource if {
	some stage in apis.rest_stages
	apis.writes_logs(stage.settings)
}

fail contains findings.missing(resource, "no role is set for the logs of API Gateway") if {
	count(resources.of("AWS::ApiGateway::Account")) == 0
	some resource in subject
}
