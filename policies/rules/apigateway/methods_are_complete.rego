# METADATA
# title: A method has the authorizer and the request that it needs
# description: >-
#   A method with an authorizer of Cognito or of one's own names it, and one that passes requests on to AWS or to
#   another server says where and how. Without, API Gateway refuses it, though no schema requires it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
#   - https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_integration
# custom:
#   id: FC_APIGATEWAY_052
#   severity: critical
#   category: operations
#   types: [AWS::ApiGateway::Method]
#   attributes: [AuthorizationType, Integration.Type]
#   presence: [AuthorizerId, Integration.IntegrationHttpMethod, Integration.Uri]
#   failures: [E-missing_required_argument]
#   remediation:
#     cloudformation: |
#       AuthorizationType: COGNITO_USER_POOLS
#       AuthorizerId: !Ref Authorizer
#       Integration:
#         Type: AWS_PROXY
#         IntegrationHttpMethod: POST
#         Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Orders.Arn}/invocations
#     terraform: |
#       resource "aws_api_gateway_method" "post_orders" {
#         rest_api_id   = aws_api_gateway_rest_api.shop.id
#         resource_id   = aws_api_gateway_resource.orders.id
#         http_method   = "POST"
#         authorization = "COGNITO_USER_POOLS"
#         authorizer_id = aws_api_gateway_authorizer.users.id
#       }
#
#       resource "aws_api_gateway_integration" "post_orders" {
#         rest_api_id             = aws_api_gateway_rest_api.shop.id
#         resource_id             = aws_api_gateway_resource.orders.id
#         http_method             = aws_api_gateway_method.post_orders.http_method
#         type                    = "AWS_PROXY"
#         integration_http_method = "POST"
#         uri                     = aws_lambda_function.orders.invoke_arn
#       }
package stackgrade.rules.apigateway.methods_are_complete

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(method, "AuthorizerId", "no authorizer is named") if {
	some method in resources.own("AWS::ApiGateway::Method")
	method.properties.AuthorizationType in {"COGNITO_USER_POOLS", "CUSTOM"}
	not resources.has(method, ["AuthorizerId"])
}

fail contains findings.at(method, ["Integration", property], message) if {
	some method in resources.own("AWS::ApiGateway::Method")
	type := method.properties.Integration.Type
	type in {"AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY"}
	some property in ["IntegrationHttpMethod", "Uri"]
	not resources.has(method, ["Integration", property])
	message := concat("", ["an integration of type ", type, " needs `", property, "`"])
}
