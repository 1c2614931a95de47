# METADATA
# title: A stage is made once
# description: >-
#   A deployment with a `StageName` makes that stage. A stage of the same name beside it is refused: it already exists.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html
# custom:
#   id: FC_APIGATEWAY_050
#   severity: critical
#   category: operations
#   types: [AWS::ApiGateway::Stage]
#   attributes: [StageName, AWS::ApiGateway::Deployment.StageName]
#   failures: [E-duplicate_resource]
#   remediation:
#     cloudformation: |
#       Deployment:
#         Type: AWS::ApiGateway::Deployment
#         Properties:
#           RestApiId: !Ref Api # without StageName
#     terraform: |
#       resource "aws_api_gateway_deployment" "shop" {
#         rest_api_id = aws_api_gateway_rest_api.shop.id # without stage_name
#       }
package stackgrade.rules.apigateway.stage_is_made_once

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# The deployment may be another one than the stage shows: the name is the API's.
fail contains findings.at(stage, "StageName", "the deployment of the API makes a stage of this name as well") if {
	some stage in resources.own("AWS::ApiGateway::Stage")
	some deployment in resources.own("AWS::ApiGateway::Deployment")
	is_string(stage.properties.StageName)
	stage.properties.StageName == deployment.properties.StageName
	network.identity(stage.properties.RestApiId) == network.identity(deployment.properties.RestApiId)
}
