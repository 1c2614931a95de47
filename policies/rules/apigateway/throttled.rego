# METADATA
# title: Requests to a stage in production are throttled
# description: >-
#   Without limits of its own, one client of one API may use up the rate that the account has for all of its APIs, and
#   run up the bill of what is behind them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
# custom:
#   id: FC_APIGATEWAY_003
#   severity: medium
#   category: availability
#   types: [AWS::ApiGateway::Deployment, AWS::ApiGateway::Stage, AWS::ApiGatewayV2::Stage]
#   presence:
#     - DefaultRouteSettings.ThrottlingRateLimit
#     - "MethodSettings[].ThrottlingRateLimit"
#     - StageDescription.MethodSettings[].ThrottlingRateLimit
#     - StageDescription.ThrottlingRateLimit
#   companions:
#     - AWS::ApiGateway::UsagePlan.ApiStages[].ApiId
#     - AWS::WAFv2::WebACLAssociation.ResourceArn
#   when: {environment: production}
#   failures: [F-001-11.3]
#   also: [Serverless-APIGWDefaultThrottling]
#   remediation:
#     cloudformation: |
#       MethodSettings:
#         - ResourcePath: /*
#           HttpMethod: "*"
#           ThrottlingRateLimit: 100
#           ThrottlingBurstLimit: 200
#     AWS::ApiGatewayV2::Stage: &routes |
#       DefaultRouteSettings:
#         ThrottlingRateLimit: 100
#         ThrottlingBurstLimit: 200
#     AWS::Serverless::HttpApi: *routes
#     AWS::ApiGateway::Deployment: |
#       StageDescription:
#         MethodSettings:
#           - ResourcePath: /*
#             HttpMethod: "*"
#             ThrottlingRateLimit: 100
#             ThrottlingBurstLimit: 200
#     terraform: |
#       resource "aws_api_gateway_method_settings" "throttled" {
#         rest_api_id = aws_api_gateway_rest_api.orders.id
#         stage_name  = aws_api_gateway_stage.prod.stage_name
#         method_path = "*/*"
#
#         settings {
#           throttling_rate_limit  = 100
#           throttling_burst_limit = 200
#         }
#       }
#     aws_apigatewayv2_stage: |
#       default_route_settings {
#         throttling_rate_limit  = 100
#         throttling_burst_limit = 200
#       }
package stackgrade.rules.apigateway.throttled

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[stage.resource.address] := stage.resource if some stage in apis.rest_stages

subject[resource.address] := resource if some resource in resources.own("AWS::ApiGatewayV2::Stage")

fail contains findings.at(stage.resource, path, "nothing limits the rate of requests") if {
	some stage in apis.rest_stages
	settings := {stage.settings} | {settings | some settings in stage.settings.MethodSettings}
	not _limited(settings)
	not _is_behind_a_limit(stage.resource)
	path := array.concat(stage.path, ["MethodSettings"])
}

fail contains findings.at(resource, "DefaultRouteSettings", "nothing limits the rate of requests") if {
	some resource in resources.own("AWS::ApiGatewayV2::Stage")
	by_route := {settings | some settings in resource.properties.RouteSettings}
	not _limited({object.get(resource.properties, "DefaultRouteSettings", {})} | by_route)
	not _is_behind_a_limit(resource)
}

# The provider writes -1 for no limit.
_limited(settings) if {
	some setting in settings
	some name in ["ThrottlingRateLimit", "ThrottlingBurstLimit"]
	setting[name] != -1
}

# A plan with limits for the stage, or a firewall before it.
_is_behind_a_limit(stage) if {
	some plan in resources.of("AWS::ApiGateway::UsagePlan")
	some member in plan.properties.ApiStages
	member.ApiId == stage.properties.RestApiId
	some place in [plan.properties, member]
	count(place.Throttle) > 0
}

_is_behind_a_limit(stage) if count(resources.referrers(stage.address, "AWS::WAFv2::WebACLAssociation")) > 0

# By the name of the stage, as it is mostly done for those of SAM.
_is_behind_a_limit(stage) if {
	some firewall in resources.referrers(stage.properties.RestApiId["$ref"], "AWS::WAFv2::WebACLAssociation")
	endswith(firewall.properties.ResourceArn, concat("", ["/stages/", stage.properties.StageName]))
}
