# METADATA
# title: Callers
# description: Which services call the functions of the stack in their own name, and what lets them.
package stackgrade.lib.callers

import data.stackgrade.lib.log_groups
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

# METADATA
# title: What calls which function
# description: >-
#   Each has the addresses of the `source` and the `function`, and the `service` that calls. What SAM made has its
#   permission from there, and is left out.
calls contains {"source": source.address, "service": service, "function": edge.target} if {
	some address, function in input.resources
	function.type == "AWS::Lambda::Function"
	some edge in resources.edges_to(address)
	source := input.resources[edge.source]
	not source.source_address
	service := _caller(source, edge.attribute)
}

# METADATA
# title: The permissions that let a service call a function
# description: Their addresses; by a permission on the function or on a version of it.
permissions(call) := object.get(_admitting, [[call.function, call.service]], set())

# METADATA
# title: Whether a rule of EventBridge calls a target with a role
# description: >-
#   By the attribute of the target's ARN. What the role allows counts then, and no policy of the target.
has_role(rule, attribute) if {
	some i, target in rule.properties.Targets
	target.RoleArn
	attribute == concat("", ["Targets[", format_int(i, 10), "].Arn"])
}

# METADATA
# title: Whether CloudFront runs a function at its edge
# description: >-
#   There a function that looks at viewers' requests has 128 MB and five seconds at the most, and any has its role
#   taken on by another service.
at_the_edge(function) if {
	role := resources.target(function.properties.Role)
	some [_, statement] in policies.statements(role.properties.AssumeRolePolicyDocument)
	"edgelambda.amazonaws.com" in policies.services(statement)
}

at_the_edge(function) if _is_run_by_cloudfront(function)

at_the_edge(function) if {
	some version in resources.referrers(function.address, "AWS::Lambda::Version")
	_is_run_by_cloudfront(version)
}

_is_run_by_cloudfront(called) if {
	some edge in resources.edges_to(called.address)
	contains(edge.attribute, ".LambdaFunctionAssociations[")
}

_caller(source, attribute) := "events.amazonaws.com" if {
	source.type == "AWS::Events::Rule"
	regex.match(`^Targets\[[0-9]+\]\.Arn$`, attribute)
	not has_role(source, attribute)
}

_caller(source, attribute) := "s3.amazonaws.com" if {
	source.type == "AWS::S3::Bucket"
	startswith(attribute, "NotificationConfiguration.LambdaConfigurations[")
}

_caller(source, attribute) := "elasticloadbalancing.amazonaws.com" if {
	source.type == "AWS::ElasticLoadBalancingV2::TargetGroup"
	regex.match(`^Targets\[[0-9]+\]\.Id$`, attribute)
}

# An API may call with a role of its own instead.
_caller(source, "Integration.Uri") := "apigateway.amazonaws.com" if {
	source.type == "AWS::ApiGateway::Method"
	not resources.has(source, ["Integration", "Credentials"])
}

_caller(source, "IntegrationUri") := "apigateway.amazonaws.com" if {
	source.type == "AWS::ApiGatewayV2::Integration"
	not resources.has(source, ["CredentialsArn"])
}

_caller(source, attribute) := _by_attribute[source.type][attribute]

_by_attribute := {
	"AWS::Config::ConfigRule": {"Source.SourceIdentifier": "config.amazonaws.com"},
	"AWS::Logs::SubscriptionFilter": {"DestinationArn": "logs.amazonaws.com"},
	"AWS::SNS::Subscription": {"Endpoint": "sns.amazonaws.com"},
	"AWS::SecretsManager::RotationSchedule": {"RotationLambdaARN": "secretsmanager.amazonaws.com"},
}

_admitting[[function, service]] contains permission.address if {
	some permission in resources.of("AWS::Lambda::Permission")
	service := _plain(policies.service_name(permission.properties.Principal))
	some function in _functions(permission.properties.FunctionName)
}

_functions(name) := {function |
	some function, resource in input.resources
	resource.type == "AWS::Lambda::Function"
	_is_called(resource, name)
}

_is_called(function, name) if name["$ref"] == function.address

_is_called(function, name) if resources.target(name).properties.FunctionName["$ref"] == function.address

_is_called(function, name) if {
	is_string(name)
	some spelled in log_groups.spellings(function, "FunctionName")
	contains(name, spelled)
}

_is_called(function, name) if {
	is_string(name)
	contains(name, concat("", ["${", function.address, ".Arn}"]))
}

# Logs are written logs.eu-west-1.amazonaws.com as well.
_plain(principal) := "logs.amazonaws.com" if startswith(principal, "logs.")

_plain(principal) := principal if not startswith(principal, "logs.")
