# METADATA
# title: The settings of a stage are for all methods or for one
# description: >-
#   `/*` with the method `*` stands for everything. API Gateway has no other pattern: it refuses a star in a longer
#   path, a star as the method of one path, and a path that does not begin with a slash.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
# custom:
#   id: FC_APIGATEWAY_061
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: [AWS::ApiGateway::Deployment, AWS::ApiGateway::Stage]
#   attributes:
#     - MethodSettings[].HttpMethod
#     - MethodSettings[].ResourcePath
#     - StageDescription.MethodSettings[].HttpMethod
#     - StageDescription.MethodSettings[].ResourcePath
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       MethodSettings:
#         - ResourcePath: /* # or /~1orders~1new for one path
#           HttpMethod: "*" # then with its method, such as POST
#           ThrottlingRateLimit: 100
package stackgrade.rules.apigateway.method_settings

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	some list in _lists
	resources.has(resource, list)
}

fail contains findings.at(resource, path, "the path does not begin with a slash") if {
	some [resource, path, setting] in _settings
	not startswith(setting.ResourcePath, "/")
}

fail contains findings.at(resource, path, "only /* stands for several paths") if {
	some [resource, path, setting] in _settings
	startswith(setting.ResourcePath, "/")
	contains(setting.ResourcePath, "*")
	setting.ResourcePath != "/*"
}

fail contains findings.at(resource, path, "the settings of one path are for one method, and not for all") if {
	some [resource, path, setting] in _settings
	startswith(setting.ResourcePath, "/")
	not contains(setting.ResourcePath, "*")
	setting.ResourcePath != "/"
	setting.HttpMethod == "*"
}

_settings := [[resource, array.concat(list, [i, "ResourcePath"]), setting] |
	some resource in subject
	some list in _lists
	some i, setting in resources.get(resource, list, [])
	is_string(setting.ResourcePath)
	not contains(setting.ResourcePath, "${")
]

_lists := [["MethodSettings"], ["StageDescription", "MethodSettings"]]
