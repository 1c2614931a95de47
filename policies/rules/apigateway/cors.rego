# METADATA
# title: Pages of other origins can call the API
# description: >-
#   A browser asks with `OPTIONS` first whether a page of another origin may call, and refuses when nothing answers. An
#   opinion: an API that only programs call needs none of it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
# custom:
#   id: FC_APIGATEWAY_007
#   severity: low
#   category: interface
#   types: [AWS::ApiGateway::Resource, AWS::ApiGatewayV2::Api]
#   presence: [CorsConfiguration]
#   companions:
#     - AWS::ApiGateway::Method.HttpMethod
#     - AWS::ApiGateway::Method.ResourceId
#     - AWS::ApiGatewayV2::Route.RouteKey
#   when: {environment: production}
#   failures: [F-001-11.7]
#   remediation:
#     cloudformation: |
#       OrdersOptions:
#         Type: AWS::ApiGateway::Method
#         Properties:
#           RestApiId: !Ref Api
#           ResourceId: !Ref Orders
#           HttpMethod: OPTIONS
#           AuthorizationType: NONE
#           Integration:
#             Type: MOCK
#             RequestTemplates: {application/json: '{"statusCode": 204}'}
#             IntegrationResponses:
#               - StatusCode: "204"
#                 ResponseParameters:
#                   method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
#                   method.response.header.Access-Control-Allow-Methods: "'POST'"
#           MethodResponses:
#             - StatusCode: "204"
#               ResponseParameters:
#                 method.response.header.Access-Control-Allow-Origin: true
#                 method.response.header.Access-Control-Allow-Methods: true
#     AWS::ApiGatewayV2::Api: |
#       CorsConfiguration:
#         AllowOrigins: ["https://shop.example.com"]
#         AllowMethods: [GET, POST]
#     AWS::Serverless::Api: |
#       Cors:
#         AllowOrigin: "'https://shop.example.com'"
#         AllowMethods: "'GET,POST'"
#     AWS::Serverless::HttpApi: |
#       CorsConfiguration:
#         AllowOrigins: ["https://shop.example.com"]
#         AllowMethods: [GET, POST]
#     terraform: |
#       resource "aws_api_gateway_method" "orders_options" {
#         rest_api_id   = aws_api_gateway_rest_api.shop.id
#         resource_id   = aws_api_gateway_resource.orders.id
#         http_method   = "OPTIONS"
#         authorization = "NONE"
#       }
#
#       resource "aws_api_gateway_integration" "orders_options" {
#         rest_api_id       = aws_api_gateway_rest_api.shop.id
#         resource_id       = aws_api_gateway_resource.orders.id
#         http_method       = aws_api_gateway_method.orders_options.http_method
#         type              = "MOCK"
#         request_templates = { "application/json" = jsonencode({ statusCode = 204 }) }
#       }
#
#       resource "aws_api_gateway_method_response" "orders_options" {
#         rest_api_id = aws_api_gateway_rest_api.shop.id
#         resource_id = aws_api_gateway_resource.orders.id
#         http_method = aws_api_gateway_method.orders_options.http_method
#         status_code = "204"
#
#         response_parameters = {
#           "method.response.header.Access-Control-Allow-Origin"  = true
#           "method.response.header.Access-Control-Allow-Methods" = true
#         }
#       }
#
#       resource "aws_api_gateway_integration_response" "orders_options" {
#         rest_api_id = aws_api_gateway_rest_api.shop.id
#         resource_id = aws_api_gateway_resource.orders.id
#         http_method = aws_api_gateway_method.orders_options.http_method
#         status_code = aws_api_gateway_method_response.orders_options.status_code
#
#         response_parameters = {
#           "method.response.header.Access-Control-Allow-Origin"  = "'https://shop.example.com'"
#           "method.response.header.Access-Control-Allow-Methods" = "'POST'"
#         }
#       }
#     aws_apigatewayv2_api: |
#       cors_configuration {
#         allow_origins = ["https://shop.example.com"]
#         allow_methods = ["GET", "POST"]
#       }
package stackgrade.rules.apigateway.cors

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Monitors, callers that sign with IAM or have a key, and what sends events to a hook are no browsers.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGateway::Resource")
	not apis.is_private(resource)
	not apis.is_health_path(object.get(resource.properties, "PathPart", ""))
	not regex.match(`(?i)hook`, object.get(resource.properties, "PathPart", ""))
	some method in apis.methods_at(resource)
	_is_asked_for_first(method.properties)
}

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGatewayV2::Api")
	resource.properties.ProtocolType == "HTTP"
	not resources.has(resource, ["Body"])
	some route in apis.routes(resource)
	not route.properties.AuthorizationType == "AWS_IAM"
}

_is_asked_for_first(method) if {
	method.HttpMethod in {"POST", "PUT", "PATCH", "DELETE"}
	not method.AuthorizationType == "AWS_IAM"
	not method.ApiKeyRequired == true
}

# A browser asks before it sends the header that an authorizer wants, and not before a plain GET.
_is_asked_for_first(method) if {
	method.HttpMethod == "GET"
	method.AuthorizationType in {"COGNITO_USER_POOLS", "CUSTOM"}
}

fail contains findings.missing(resource, "nothing answers the `OPTIONS` of browsers") if {
	some resource in subject
	resource.type == "AWS::ApiGateway::Resource"
	every method in apis.methods_at(resource) {
		not method.properties.HttpMethod in {"OPTIONS", "ANY"}
	}
}

fail contains findings.missing(resource, "CORS is not configured") if {
	some resource in subject
	resource.type == "AWS::ApiGatewayV2::Api"
	not resources.has(resource, ["CorsConfiguration"])
	every route in apis.routes(resource) {
		not regex.match(`^(OPTIONS |ANY |\$default$)`, object.get(route.properties, "RouteKey", ""))
	}
}
