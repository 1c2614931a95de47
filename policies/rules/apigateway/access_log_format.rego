# METADATA
# title: The format of access logs is one line and names the request
# description: >-
#   API Gateway refuses a format with a line break before its end, which a block of text in YAML or a heredoc has, and
#   one without the id of the request: the stage is not made.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
# custom:
#   id: FC_APIGATEWAY_060
#   severity: critical
#   category: operations
#   types: [AWS::ApiGateway::Deployment, AWS::ApiGateway::Stage, AWS::ApiGatewayV2::Stage]
#   attributes: [AccessLogSetting.Format, AccessLogSettings.Format, StageDescription.AccessLogSetting.Format]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Format: '{"id": "$context.requestId", "ip": "$context.identity.sourceIp", "status": "$context.status"}'
#     terraform: |
#       format = jsonencode({
#         id     = "$context.requestId"
#         ip     = "$context.identity.sourceIp"
#         status = "$context.status"
#       })
package stackgrade.rules.apigateway.access_log_format

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	some path in _places
	resources.has(resource, path)
}

fail contains findings.at(resource, path, "the format has several lines") if {
	some resource in subject
	some path in _places
	contains(trim_right(resources.get(resource, path, ""), "\n"), "\n")
}

fail contains findings.at(resource, path, "the format has no $context.requestId") if {
	some resource in subject
	some path in _places
	format := resources.get(resource, path, "")
	format != ""
	not regex.match(`\$context\.(requestId|extendedRequestId)\b|\$\{`, format)
}

_places := [
	["AccessLogSetting", "Format"],
	["AccessLogSettings", "Format"],
	["StageDescription", "AccessLogSetting", "Format"],
]
