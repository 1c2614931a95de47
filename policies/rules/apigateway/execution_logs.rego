# METADATA
# title: A stage in production writes execution logs
# description: >-
#   Why a request failed inside of the gateway, at an authorizer, a mapping or the integration, is written nowhere else.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
# custom:
#   id: FC_APIGATEWAY_001
#   severity: medium
#   category: logging
#   types: [AWS::ApiGateway::Deployment, AWS::ApiGateway::Stage]
#   attributes:
#     - MethodSettings[].LoggingLevel
#     - StageDescription.LoggingLevel
#     - StageDescription.MethodSettings[].LoggingLevel
#   when: {environment: production}
#   failures: [F-001-11.1, F-001-13.3]
#   also:
#     - API_GW_EXECUTION_LOGGING_ENABLED
#     - AwsSolutions-APIG6
#     - CKV2_AWS_4
#     - HIPAA.Security-APIGWExecutionLoggingEnabled
#     - NIST.800.53.R4-APIGWExecutionLoggingEnabled
#     - NIST.800.53.R5-APIGWExecutionLoggingEnabled
#     - PCI.DSS.321-APIGWExecutionLoggingEnabled
#   remediation:
#     cloudformation: |
#       MethodSettings:
#         - ResourcePath: /*
#           HttpMethod: "*"
#           LoggingLevel: ERROR
#     AWS::ApiGateway::Deployment: |
#       StageDescription:
#         MethodSettings:
#           - ResourcePath: /*
#             HttpMethod: "*"
#             LoggingLevel: ERROR
#     terraform: |
#       resource "aws_api_gateway_method_settings" "all" {
#         rest_api_id = aws_api_gateway_rest_api.api.id
#         stage_name  = aws_api_gateway_stage.api.stage_name
#         method_path = "*/*"
#
#         settings {
#           logging_level = "ERROR"
#         }
#       }
package stackgrade.rules.apigateway.execution_logs

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject[stage.resource.address] := stage.resource if some stage in apis.rest_stages

fail contains findings.at(stage.resource, path, "the stage writes no execution logs") if {
	some stage in apis.rest_stages
	not _writes(stage.settings)
	path := array.concat(stage.path, ["MethodSettings"])
}

_levels := {"ERROR", "INFO"}

_writes(settings) if settings.LoggingLevel in _levels

_writes(settings) if {
	some method in settings.MethodSettings
	method.LoggingLevel in _levels
}
