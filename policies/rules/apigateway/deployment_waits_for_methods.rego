# METADATA
# title: A deployment of an API waits for its methods
# description: >-
#   A deployment is a picture of the API as it is at that moment. API Gateway refuses one of an API that has no
#   method yet, or in Terraform none of its integrations, and leaves out what comes later.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
# custom:
#   id: FC_APIGATEWAY_010
#   severity: high
#   category: operations
#   types: [AWS::ApiGateway::Deployment]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: [GetOrders, PostOrders] # the API's methods, of which there has to be one
#     terraform: |
#       triggers = {
#         redeployment = sha1(jsonencode([aws_api_gateway_method.get, aws_api_gateway_integration.get]))
#       }
package stackgrade.rules.apigateway.deployment_waits_for_methods

import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGateway::Deployment")
	count(_methods(resource)) > 0
}

# Where the API stands in the stack, so do its methods, or what it is imported from. What is not known may bring them.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGateway::Deployment")
	api := input.resources[resource.properties.RestApiId["$ref"]]
	api.type == "AWS::ApiGateway::RestApi"
	every definition in ["Body", "BodyS3Location", "CloneFrom"] {
		not resources.has(api, [definition])
	}
	every edge in resources.edges_to(api.address) {
		startswith(input.resources[edge.source].type, "AWS::")
	}
}

fail contains findings.at(resource, "DependsOn", "nothing makes the deployment wait for a method of the API") if {
	some resource in subject
	count(_methods(resource)) > 0
	not order.waits_for(resource, _methods(resource))
	not _names_methods(resource)
}

# In Terraform the integration is a resource of its own, which is made after its method.
fail contains findings.at(resource, "DependsOn", _no_integration) if {
	resources.is_terraform
	some resource in subject
	not _names_methods(resource)
	order.waits_for(resource, _methods(resource))
	some address in _methods(resource)
	resources.has(input.resources[address], ["Integration"])
	count(_integrations_before(resource)) == 0
}

fail contains findings.missing(resource, "the API has no method") if {
	some resource in subject
	count(_methods(resource)) == 0
}

_methods(deployment) := {method.address |
	some method in resources.referrers(deployment.properties.RestApiId["$ref"], "AWS::ApiGateway::Method")
}

# Terraform's `triggers` are for nothing but that, and no property.
_names_methods(deployment) if deployment.raw.triggers

_no_integration := "nothing makes the deployment wait for an integration of the API"

# One that is not a part of its method is among what comes before by itself.
_integrations_before(deployment) := {name |
	some address in order.before(deployment)
	some name in array.concat([address], object.get(input.resources, [address, "depends_on_parts"], []))
	contains(name, "aws_api_gateway_integration")
}
