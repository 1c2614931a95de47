# METADATA
# title: A health check names a host
# description: >-
#   Route 53 puts the address that it asks together from a host, a port and a path. A host that holds a scheme or a
#   path, such as the URL of an API, is refused or never answers.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
# custom:
#   id: FC_ROUTE53_003
#   severity: high
#   category: operations
#   types: [AWS::Route53::HealthCheck]
#   attributes: [HealthCheckConfig.FullyQualifiedDomainName]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       HealthCheckConfig:
#         Type: HTTPS
#         FullyQualifiedDomainName: !Sub ${Api}.execute-api.${AWS::Region}.amazonaws.com
#         ResourcePath: /prod/health
#     terraform: |
#       type          = "HTTPS"
#       fqdn          = trimprefix(aws_apigatewayv2_api.shop.api_endpoint, "https://")
#       resource_path = "/prod/health"
package stackgrade.rules.route53.health_check_names_a_host

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[check.address] := check if {
	some check in resources.own("AWS::Route53::HealthCheck")
	resources.has(check, _host)
}

fail contains findings.at(check, _host, "this is a URL, not the name of a host") if {
	some check in subject
	_is_url(object.get(check.properties, _host, ""))
}

_host := ["HealthCheckConfig", "FullyQualifiedDomainName"]

_is_url(name) if contains(name, "/")

# What these give begins with a scheme.
_is_url(name) if {
	resources.target(name).type in {"AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Api", "AWS::Lambda::Url"}
	name.attribute in {"ApiEndpoint", "FunctionUrl", "InvokeUrl"}
}
