# METADATA
# title: An API key has a usage plan that limits it
# description: >-
#   A key that no usage plan knows opens nothing, and a plan without quota and rate lets its callers do as they like.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
# custom:
#   id: FC_APIGATEWAY_005
#   severity: medium
#   category: access
#   types: [AWS::ApiGateway::ApiKey, AWS::ApiGateway::UsagePlan]
#   presence: [Quota, Throttle, "ApiStages[].Throttle"]
#   companions: [AWS::ApiGateway::UsagePlanKey.KeyId]
#   failures: [F-001-11.5]
#   remediation:
#     cloudformation: |
#       Plan:
#         Type: AWS::ApiGateway::UsagePlan
#         Properties:
#           ApiStages:
#             - {ApiId: !Ref Api, Stage: !Ref Stage}
#           Quota: {Limit: 100000, Period: MONTH}
#           Throttle: {RateLimit: 100, BurstLimit: 200}
#       PlanKey:
#         Type: AWS::ApiGateway::UsagePlanKey
#         Properties:
#           KeyId: !Ref Key
#           KeyType: API_KEY
#           UsagePlanId: !Ref Plan
#     AWS::Serverless::Api: |
#       Auth:
#         ApiKeyRequired: true
#         UsagePlan:
#           CreateUsagePlan: PER_API
#           Quota: {Limit: 100000, Period: MONTH}
#           Throttle: {RateLimit: 100, BurstLimit: 200}
#     terraform: |
#       resource "aws_api_gateway_usage_plan" "plan" {
#         name = "partners"
#
#         api_stages {
#           api_id = aws_api_gateway_rest_api.api.id
#           stage  = aws_api_gateway_stage.api.stage_name
#         }
#
#         quota_settings {
#           limit  = 100000
#           period = "MONTH"
#         }
#
#         throttle_settings {
#           rate_limit  = 100
#           burst_limit = 200
#         }
#       }
#
#       resource "aws_api_gateway_usage_plan_key" "partner" {
#         key_id        = aws_api_gateway_api_key.partner.id
#         key_type      = "API_KEY"
#         usage_plan_id = aws_api_gateway_usage_plan.plan.id
#       }
package stackgrade.rules.apigateway.keys_are_limited

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(resource, "no usage plan knows the key") if {
	some resource in resources.own("AWS::ApiGateway::ApiKey")
	count(resources.referrers(resource.address, "AWS::ApiGateway::UsagePlanKey")) == 0
}

fail contains findings.at(resource, "Quota", "the plan has neither quota nor rate") if {
	some resource in resources.own("AWS::ApiGateway::UsagePlan")
	not _limits(resource.properties)
}

_limits(properties) if {
	some place in array.concat([properties], object.get(properties, "ApiStages", []))
	some name in ["Quota", "Throttle"]
	count(place[name]) > 0
}
