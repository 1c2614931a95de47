# METADATA
# title: An API with a usage plan for keys asks for a key
# description: >-
#   A usage plan counts and limits the calls that come with one of its keys. Where no method requires a key, everybody
#   calls without one, and neither quota nor rate of the plan holds for anybody.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
#   - https://docs.aws.amazon.com/apigateway/latest/api/API_Method.html
# custom:
#   id: FC_APIGATEWAY_071
#   severity: medium
#   category: access
#   types: [AWS::ApiGateway::UsagePlan]
#   companions: [AWS::ApiGateway::Method.ApiKeyRequired]
#   failures: [F-001-11.4]
#   remediation:
#     cloudformation: |
#       # in the methods that the plan is for; a deployment that was made before has to be made anew
#       ApiKeyRequired: true
#     terraform: |
#       # in the aws_api_gateway_method; a deployment that was made before has to be made anew
#       api_key_required = true
package stackgrade.rules.apigateway.keys_are_asked_for

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[plan.address] := plan if {
	some plan in resources.own("AWS::ApiGateway::UsagePlan")
	count(resources.referrers(plan.address, "AWS::ApiGateway::UsagePlanKey")) > 0
	count(_apis(plan)) > 0
}

fail contains findings.missing(plan, "no method of the API asks for a key: the plan limits nobody") if {
	some plan in subject
	some api in _apis(plan)
	every method in _methods(api) {
		not method.properties.ApiKeyRequired == true
	}
}

# Those whose methods are in sight: a definition may have some of its own. An authorizer that names the key is no caller
# that brings one.
_apis(plan) := [api |
	some place in plan.properties.ApiStages
	api := resources.target(place.ApiId)
	api.type == "AWS::ApiGateway::RestApi"
	object.get(api.properties, "ApiKeySourceType", "HEADER") == "HEADER"
	not _is_defined_elsewhere(api)
	count(_methods(api)) > 0
]

_is_defined_elsewhere(api) if {
	some property in ["Body", "BodyS3Location", "CloneFrom"]
	resources.has(api, [property])
}

# What browsers ask beforehand comes without a key.
_methods(api) := [method |
	some method in apis.methods_at(api)
	method.properties.HttpMethod != "OPTIONS"
]
