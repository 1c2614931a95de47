# METADATA
# title: An API in production checks requests before it passes them on
# description: >-
#   What lacks a field or has too much of one costs an invocation and reaches the code behind. A validator refuses it
#   at the door. That the API does so, and not only the code, is what reviews and AWS's Well-Architected advice ask
#   for.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
# custom:
#   id: FC_APIGATEWAY_030
#   severity: low
#   category: access
#   types: [AWS::ApiGateway::Method]
#   attributes: [HttpMethod]
#   presence: [RequestValidatorId]
#   when: {environment: production}
#   failures: [E-apigw_no_request_validation]
#   also: [CKV2_AWS_53]
#   remediation:
#     cloudformation: |
#       RequestValidatorId: !Ref Validator # AWS::ApiGateway::RequestValidator
#       RequestModels:
#         application/json: !Ref OrderModel
#     terraform: |
#       request_validator_id = aws_api_gateway_request_validator.body.id
#       request_models       = { "application/json" = aws_api_gateway_model.order.name }
package stackgrade.rules.apigateway.requests_are_checked

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# Those that come with a body. One whose verb is open stays a subject, to be unknown.
subject[method.address] := method if {
	some method in resources.own("AWS::ApiGateway::Method")
	_has_a_body(method.properties.HttpMethod)
}

fail contains findings.at(method, "RequestValidatorId", "it passes on every request") if {
	some method in subject
	not resources.has(method, ["RequestValidatorId"])
}

_has_a_body(verb) if verb in {"PATCH", "POST", "PUT"}

_has_a_body(verb) if values.is_unknown(verb)
