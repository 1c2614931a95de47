# METADATA
# title: Who calls an API is known
# description: >-
#   A method or route without authorization answers everybody who finds its address. A method of a REST API that is
#   public on purpose can at least ask for a key, so that callers can be told apart, limited and shut out.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
# custom:
#   id: FC_APIGATEWAY_004
#   severity: medium
#   category: access
#   types: [AWS::ApiGateway::Method, AWS::ApiGatewayV2::Route]
#   attributes: [ApiKeyRequired, AuthorizationType, HttpMethod, RouteKey]
#   companions: [AWS::ApiGateway::Resource.PathPart]
#   failures: [F-001-11.4, E-apigw_no_authorization]
#   also:
#     - AwsSolutions-APIG4
#     - CKV2_AWS_70
#     - CKV_AWS_309
#     - CKV_AWS_59
#     - W59
#   remediation:
#     cloudformation: |
#       AuthorizationType: AWS_IAM # or an authorizer of your own; for what has to be public, ApiKeyRequired: true
#     AWS::ApiGatewayV2::Route: |
#       AuthorizationType: JWT # or AWS_IAM, which needs no authorizer
#       AuthorizerId: !Ref Authorizer
#     terraform: |
#       authorization = "AWS_IAM" # or an authorizer of your own; for what has to be public, api_key_required = true
#     aws_apigatewayv2_route: |
#       authorization_type = "JWT" # or "AWS_IAM", which needs no authorizer
#       authorizer_id      = aws_apigatewayv2_authorizer.users.id
package stackgrade.rules.apigateway.callers_are_known

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Nothing is behind a mock, browsers ask for OPTIONS before they sign in, and a policy of the API may let in some only.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGateway::Method")
	not resource.properties.HttpMethod == "OPTIONS"
	not resource.properties.Integration.Type == "MOCK"
	not apis.is_private(resource)
	not _has_policy(resource)
	not _is_public(resource)
}

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGatewayV2::Route")
	not _is_public(resource)
	not _is_inside_of_a_connection(resource)
}

fail contains findings.at(resource, "AuthorizationType", "everybody may call the method") if {
	some resource in subject
	object.get(resource.properties, "AuthorizationType", "NONE") == "NONE"
	not resource.properties.ApiKeyRequired == true
}

_has_policy(method) if resources.target(method.properties.RestApiId).properties.Policy

_is_public(resource) if _is_public_path(resources.target(resource.properties.ResourceId).properties.PathPart)

_is_public(resource) if _is_public_path(resource.properties.RouteKey)

_is_public_path(path) if startswith(path, "OPTIONS ")

# Who signs in, or asks whether the API lives, is not known yet. Senders of webhooks sign what they send.
_is_public_path(path) if apis.is_health_path(path)

_is_public_path(path) if {
	regex.match(`(?i)(^|[/_-])((log|sign)-?(in|up)|register|token|oauth2?|auth|webhooks?|callback|public|docs)$`, path)
}

# A web socket is authorized when it is opened.
_is_inside_of_a_connection(route) if {
	resources.target(route.properties.ApiId).properties.ProtocolType == "WEBSOCKET"
	route.properties.RouteKey != "$connect"
}
