# METADATA
# title: An API in production can be asked whether it lives
# description: >-
#   Monitors and load balancers need a cheap request that tells whether the API answers, and that changes nothing. An
#   opinion: canaries may call the real methods.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
#   - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html
# custom:
#   id: FC_APIGATEWAY_006
#   severity: low
#   category: monitoring
#   types: [AWS::ApiGateway::RestApi, AWS::ApiGatewayV2::Api]
#   companions: [AWS::ApiGateway::Resource.PathPart, AWS::ApiGatewayV2::Route.RouteKey]
#   when: {environment: production, opinions: true}
#   failures: [F-001-11.6]
#   remediation:
#     cloudformation: |
#       Health:
#         Type: AWS::ApiGateway::Resource
#         Properties:
#           RestApiId: !Ref Api
#           ParentId: !GetAtt Api.RootResourceId
#           PathPart: health
#       GetHealth:
#         Type: AWS::ApiGateway::Method
#         Properties:
#           RestApiId: !Ref Api
#           ResourceId: !Ref Health
#           HttpMethod: GET
#           AuthorizationType: NONE
#           Integration:
#             Type: MOCK
#             RequestTemplates: {application/json: '{"statusCode": 200}'}
#             IntegrationResponses: [{StatusCode: "200"}]
#           MethodResponses: [{StatusCode: "200"}]
#     AWS::ApiGatewayV2::Api: &route |
#       Health:
#         Type: AWS::ApiGatewayV2::Route
#         Properties:
#           ApiId: !Ref Api
#           RouteKey: GET /health
#           Target: !Sub integrations/${Integration}
#     AWS::Serverless::HttpApi: *route
#     terraform: |
#       resource "aws_api_gateway_resource" "health" {
#         rest_api_id = aws_api_gateway_rest_api.api.id
#         parent_id   = aws_api_gateway_rest_api.api.root_resource_id
#         path_part   = "health"
#       }
#
#       resource "aws_api_gateway_method" "get_health" {
#         rest_api_id   = aws_api_gateway_rest_api.api.id
#         resource_id   = aws_api_gateway_resource.health.id
#         http_method   = "GET"
#         authorization = "NONE"
#       }
#
#       resource "aws_api_gateway_integration" "get_health" {
#         rest_api_id       = aws_api_gateway_rest_api.api.id
#         resource_id       = aws_api_gateway_resource.health.id
#         http_method       = aws_api_gateway_method.get_health.http_method
#         type              = "MOCK"
#         request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
#       }
#
#       resource "aws_api_gateway_method_response" "get_health" {
#         rest_api_id = aws_api_gateway_rest_api.api.id
#         resource_id = aws_api_gateway_resource.health.id
#         http_method = aws_api_gateway_method.get_health.http_method
#         status_code = "200"
#       }
#
#       resource "aws_api_gateway_integration_response" "get_health" {
#         rest_api_id = aws_api_gateway_rest_api.api.id
#         resource_id = aws_api_gateway_resource.health.id
#         http_method = aws_api_gateway_method.get_health.http_method
#         status_code = aws_api_gateway_method_response.get_health.status_code
#       }
#     aws_apigatewayv2_api: |
#       resource "aws_apigatewayv2_route" "health" {
#         api_id    = aws_apigatewayv2_api.api.id
#         route_key = "GET /health"
#         target    = "integrations/${aws_apigatewayv2_integration.api.id}"
#       }
package stackgrade.rules.apigateway.health_check

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What hands every path on leaves it to the application which ones there are.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGateway::RestApi")
	not resources.has(resource, ["Body"])
	not resources.has(resource, ["BodyS3Location"])
	count(apis.methods_at(resource)) > 0
	every path in _paths(resource) {
		not contains(path, "+}")
	}
}

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGatewayV2::Api")
	resource.properties.ProtocolType == "HTTP"
	not resources.has(resource, ["Body"])
	count(apis.routes(resource)) > 0
	every path in _paths(resource) {
		not contains(path, "+}")
		path != "$default"
	}
}

fail contains findings.missing(resource, "no path is there for health checks") if {
	some resource in subject
	every path in _paths(resource) {
		not apis.is_health_path(path)
	}
}

_paths(api) := {path | some path in (_parts(api) | _keys(api)); is_string(path)}

_parts(api) := {resource.properties.PathPart |
	some resource in resources.referrers(api.address, "AWS::ApiGateway::Resource")
}

_keys(api) := {route.properties.RouteKey | some route in apis.routes(api)}
