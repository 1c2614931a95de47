# METADATA
# title: A stage in production writes access logs
# description: >-
#   Without them it is not on record who called what, when, and with which result: attacks and broken clients leave no
#   trace.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
# custom:
#   id: FC_APIGATEWAY_002
#   severity: medium
#   category: logging
#   types: [AWS::ApiGateway::Deployment, AWS::ApiGateway::Stage, AWS::ApiGatewayV2::Stage]
#   presence:
#     - AccessLogSetting.DestinationArn
#     - AccessLogSettings.DestinationArn
#     - StageDescription.AccessLogSetting.DestinationArn
#   when: {environment: production}
#   failures: [F-001-11.2, F-001-13.3]
#   also:
#     - AwsSolutions-APIG1
#     - CKV_AWS_76
#     - CKV_AWS_95
#     - Serverless-APIGWAccessLogging
#     - W45
#     - W46
#     - W69
#   remediation:
#     cloudformation: |
#       AccessLogSetting:
#         DestinationArn: !GetAtt AccessLogs.Arn
#         Format: >-
#           {"id": "$context.requestId", "ip": "$context.identity.sourceIp", "method": "$context.httpMethod",
#           "path": "$context.path", "status": "$context.status"}
#     AWS::ApiGateway::Deployment: |
#       StageDescription:
#         AccessLogSetting:
#           DestinationArn: !GetAtt AccessLogs.Arn
#           Format: $context.requestId $context.identity.sourceIp $context.httpMethod $context.path $context.status
#     AWS::ApiGatewayV2::Stage: &settings |
#       AccessLogSettings:
#         DestinationArn: !GetAtt AccessLogs.Arn
#         Format: >-
#           {"id": "$context.requestId", "ip": "$context.identity.sourceIp", "method": "$context.httpMethod",
#           "path": "$context.path", "status": "$context.status"}
#     AWS::Serverless::HttpApi: *settings
#     terraform: |
#       access_log_settings {
#         destination_arn = aws_cloudwatch_log_group.access.arn
#         format = jsonencode({
#           id     = "$context.requestId"
#           ip     = "$context.identity.sourceIp"
#           method = "$context.httpMethod"
#           path   = "$context.path"
#           status = "$context.status"
#         })
#       }
package stackgrade.rules.apigateway.access_logs

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[stage.resource.address] := stage.resource if some stage in _stages

fail contains findings.at(stage.resource, stage.path, "the stage writes no access logs") if {
	some stage in _stages
	object.get(stage.resource.properties, array.concat(stage.path, ["DestinationArn"]), null) == null
}

_stages contains {"resource": stage.resource, "path": array.concat(stage.path, ["AccessLogSetting"])} if {
	some stage in apis.rest_stages
}

_stages contains {"resource": resource, "path": ["AccessLogSettings"]} if {
	some resource in resources.own("AWS::ApiGatewayV2::Stage")
}
