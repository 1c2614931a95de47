# METADATA
# title: An integration names what it calls as API Gateway does
# description: >-
#   API Gateway calls other services at an address of its own, `arn:aws:apigateway:<region>:<service>:path/...`, and a
#   function's ARN is a part of it. With another service's ARN, or an incomplete address, there is no integration.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
# custom:
#   id: FC_APIGATEWAY_070
#   severity: high
#   category: operations
#   types: [AWS::ApiGateway::Method, AWS::ApiGatewayV2::Integration]
#   attributes: [Integration.Type, Integration.Uri, IntegrationType, IntegrationUri]
#   failures: [E-invalid_arn_value]
#   remediation:
#     cloudformation: |
#       Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations
#     AWS::ApiGatewayV2::Integration: |
#       IntegrationUri: !GetAtt Function.Arn
#     terraform: |
#       uri = aws_lambda_function.orders.invoke_arn
#     aws_apigatewayv2_integration: |
#       integration_uri = aws_lambda_function.orders.invoke_arn
package stackgrade.rules.apigateway.integrations_name_their_target

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	[_, _] := _target(resource)
}

fail contains findings.at(resource, path, message) if {
	some resource in subject
	[path, address] := _target(resource)
	message := _wrong(address, _services[resource.type])
}

# What calls a service of AWS, and not an address on the web or behind a VPC link.
_target(resource) := [["Integration", "Uri"], resource.properties.Integration.Uri] if {
	resource.type == "AWS::ApiGateway::Method"
	resource.properties.Integration.Type in {"AWS", "AWS_PROXY"}
}

_target(resource) := [["IntegrationUri"], resource.properties.IntegrationUri] if {
	resource.type == "AWS::ApiGatewayV2::Integration"
	resource.properties.IntegrationType in {"AWS", "AWS_PROXY"}
}

_wrong(address, services) := message if {
	service := _service(address)
	not service in services
	message := concat("", ["it names the service ", service, ", not ", concat(" or ", sort(services))])
}

_wrong(address, _) := "it has neither a path nor an action" if {
	_service(address) == "apigateway"
	not contains(address, ":path/")
	not contains(address, ":action/")
}

_wrong(address, _) := "the path of a function ends in `/invocations`" if {
	_service(address) == "apigateway"
	contains(address, ":lambda:path/")
	not endswith(address, "invocations")
}

_wrong(address, _) := "it is the name of a function" if {
	address.attribute == "Ref"
	resources.target(address).type == "AWS::Lambda::Function"
}

_wrong(address, services) := "it is the ARN of a function, not the address to call it at" if {
	address.attribute == "Arn"
	resources.target(address).type == "AWS::Lambda::Function"
	not "lambda" in services
}

_service(address) := found[0][1] if {
	is_string(address)
	found := regex.find_all_string_submatch_n(`^arn:(?:aws[a-z-]*|\$\{AWS::Partition\}):([a-z0-9-]+):`, address, 1)
}

_services := {
	"AWS::ApiGateway::Method": {"apigateway"},
	"AWS::ApiGatewayV2::Integration": {"apigateway", "lambda"},
}
