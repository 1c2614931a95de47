# METADATA
# title: What names a stage waits for it
# description: >-
#   A usage plan, a mapping of a domain and the association of a firewall name a stage by its text, which makes nothing
#   wait for the stage. They are made beside it, and refused while it is not there.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# custom:
#   id: FC_APIGATEWAY_051
#   severity: high
#   category: operations
#   types:
#     - AWS::ApiGateway::BasePathMapping
#     - AWS::ApiGateway::UsagePlan
#     - AWS::ApiGatewayV2::ApiMapping
#     - AWS::WAFv2::WebACLAssociation
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       Stage: !Ref ProductionStage
#     AWS::WAFv2::WebACLAssociation: |
#       ResourceArn: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/${ProductionStage}
#     terraform: |
#       stage = aws_api_gateway_stage.production.stage_name
package stackgrade.rules.apigateway.stage_comes_first

import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	count(_named(resource)) > 0
}

fail contains findings.at(resource, path, concat(" ", ["nothing makes it wait for", concat(", ", sort(makers))])) if {
	some resource in subject
	some [path, api, stage] in _named(resource)
	makers := _makers[[api, stage]]
	not order.waits_for(resource, makers)
}

# Of APIs of this stack, by text.
_named(resource) := [[path, api, stage] |
	some [path, api, stage] in _stages(resource)
	is_string(stage)
]

_stages(resource) := [[["Stage"], resource.properties.RestApiId["$ref"], resource.properties.Stage]] if {
	resource.type == "AWS::ApiGateway::BasePathMapping"
}

_stages(resource) := [[["ApiStages", i, "Stage"], one.ApiId["$ref"], one.Stage] |
	some i, one in resource.properties.ApiStages
] if {
	resource.type == "AWS::ApiGateway::UsagePlan"
}

# arn:aws:apigateway:eu-west-1::/restapis/${Api}/stages/production
_stages(resource) := [[["ResourceArn"], trim_suffix(trim_prefix(api, "${"), "}"), stage]] if {
	resource.type == "AWS::WAFv2::WebACLAssociation"
	[_, "restapis", api, "stages", stage] = split(resource.properties.ResourceArn, "/")
}

_stages(resource) := [[["Stage"], resource.properties.ApiId["$ref"], resource.properties.Stage]] if {
	resource.type == "AWS::ApiGatewayV2::ApiMapping"
}

_makers[[api, stage]] contains maker.address if {
	some maker in resources.own("AWS::ApiGatewayV2::Stage")
	api := maker.properties.ApiId["$ref"]
	stage := maker.properties.StageName
	is_string(stage)
}

_makers[[api, stage]] contains maker.address if {
	some maker in resources.own_any(["AWS::ApiGateway::Deployment", "AWS::ApiGateway::Stage"])
	api := maker.properties.RestApiId["$ref"]
	stage := maker.properties.StageName
	is_string(stage)
}
