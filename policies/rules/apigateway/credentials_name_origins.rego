# METADATA
# title: What takes credentials from pages names the pages
# description: >-
#   A browser hands cookies and other credentials only to where the page's origin is named. Where any origin is admitted
#   and credentials as well, it refuses the answers; and to name whatever origin asks would let any page act in the name
#   of its visitor.
# scope: package
# related_resources:
#   - https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors/CORSNotSupportingCredentials
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
#   - https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html
# custom:
#   id: FC_APIGATEWAY_040
#   severity: medium
#   category: access
#   types: [AWS::ApiGateway::Method, AWS::ApiGatewayV2::Api, AWS::Lambda::Url]
#   attributes:
#     - AWS::ApiGateway::Method.Integration.IntegrationResponses[].ResponseParameters
#     - AWS::ApiGatewayV2::Api.CorsConfiguration.AllowCredentials
#     - AWS::ApiGatewayV2::Api.CorsConfiguration.AllowOrigins
#     - AWS::Lambda::Url.Cors.AllowCredentials
#     - AWS::Lambda::Url.Cors.AllowOrigins
#   failures: [E-apigw_cors_misconfigured]
#   remediation:
#     cloudformation: |
#       CorsConfiguration:
#         AllowCredentials: true
#         AllowOrigins: ["https://shop.example.com"]
#     AWS::ApiGateway::Method: |
#       ResponseParameters: # of the integration's response
#         method.response.header.Access-Control-Allow-Credentials: "'true'"
#         method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
#     AWS::Lambda::Url: |
#       Cors:
#         AllowCredentials: true
#         AllowOrigins: ["https://shop.example.com"]
#     terraform: |
#       cors_configuration {
#         allow_credentials = true
#         allow_origins     = ["https://shop.example.com"]
#       }
#     aws_api_gateway_method: |
#       response_parameters = { # of aws_api_gateway_integration_response
#         "method.response.header.Access-Control-Allow-Credentials" = "'true'"
#         "method.response.header.Access-Control-Allow-Origin"      = "'https://shop.example.com'"
#       }
#     aws_lambda_function_url: |
#       cors {
#         allow_credentials = true
#         allow_origins     = ["https://shop.example.com"]
#       }
package stackgrade.rules.apigateway.credentials_name_origins

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(["AWS::ApiGatewayV2::Api", "AWS::Lambda::Url"])
	resources.has(resource, [_settings[resource.type]])
}

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGateway::Method")
	some response in resource.properties.Integration.IntegrationResponses
	response.ResponseParameters[_origin]
}

fail contains findings.at(resource, [property, "AllowOrigins"], _message) if {
	some resource in subject
	property := _settings[resource.type]
	settings := resource.properties[property]
	settings.AllowCredentials == true
	"*" in settings.AllowOrigins
}

fail contains findings.at(resource, ["Integration", "IntegrationResponses", i, "ResponseParameters"], _message) if {
	some resource in subject
	some i, response in resource.properties.Integration.IntegrationResponses
	response.ResponseParameters[_origin] == "'*'"
	response.ResponseParameters[_credentials] == "'true'"
}

_message := "pages of any origin may come, and with credentials"

_settings := {"AWS::ApiGatewayV2::Api": "CorsConfiguration", "AWS::Lambda::Url": "Cors"}

_origin := "method.response.header.Access-Control-Allow-Origin"

_credentials := "method.response.header.Access-Control-Allow-Credentials"
