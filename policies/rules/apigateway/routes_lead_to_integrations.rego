# METADATA
# title: A route leads to an integration
# description: >-
#   The target of a route is `integrations/` and the id of an integration. With the id alone, or that of something
#   else, API Gateway refuses the route.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_route
# custom:
#   id: FC_APIGATEWAY_053
#   severity: critical
#   category: operations
#   types: [AWS::ApiGatewayV2::Route]
#   attributes: [Target]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Target: !Sub integrations/${Integration}
#     terraform: |
#       target = "integrations/${aws_apigatewayv2_integration.orders.id}"
package stackgrade.rules.apigateway.routes_lead_to_integrations

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[route.address] := route if {
	some route in resources.own("AWS::ApiGatewayV2::Route")
	resources.has(route, ["Target"])
}

fail contains findings.at(route, "Target", "a target is `integrations/` and the id of an integration") if {
	some route in subject
	_is_another(route.properties.Target)
}

fail contains findings.at(route, "Target", concat(" ", [target.address, "is no integration"])) if {
	some route in subject
	some match in regex.find_all_string_submatch_n(`^integrations/[$][{]([^}]+)[}]$`, route.properties.Target, 1)
	target := resources.at(match[1])
	target.type != "AWS::ApiGatewayV2::Integration"
}

_is_another(target) if resources.target(target)

_is_another(target) if {
	is_string(target)
	not startswith(target, "integrations/")

	# Which may hold the first part as well.
	not startswith(target, "${")
}
