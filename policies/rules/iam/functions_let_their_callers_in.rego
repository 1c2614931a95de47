# METADATA
# title: A function lets in what calls it
# description: >-
#   Rules, topics, buckets, APIs and log groups call a function in their own name, which takes a permission on
#   the function. Without one a bucket or log group cannot be set up, and the others fail in silence with every
#   event.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
# custom:
#   id: FC_IAM_019
#   severity: high
#   category: access
#   types:
#     - AWS::ApiGateway::Method
#     - AWS::ApiGatewayV2::Integration
#     - AWS::Events::Rule
#     - AWS::Logs::SubscriptionFilter
#     - AWS::S3::Bucket
#     - AWS::SNS::Subscription
#   companions: [AWS::Lambda::Permission.FunctionName, AWS::Lambda::Permission.Principal]
#   failures: [E-missing_lambda_permission]
#   remediation:
#     cloudformation: |
#       Permission:
#         Type: AWS::Lambda::Permission
#         Properties:
#           Action: lambda:InvokeFunction
#           FunctionName: !Ref Work
#           Principal: events.amazonaws.com
#           SourceArn: !GetAtt Nightly.Arn
#     terraform: |
#       resource "aws_lambda_permission" "nightly" {
#         action        = "lambda:InvokeFunction"
#         function_name = aws_lambda_function.work.function_name
#         principal     = "events.amazonaws.com"
#         source_arn    = aws_cloudwatch_event_rule.nightly.arn
#       }
package stackgrade.rules.iam.functions_let_their_callers_in

import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[call.source.address] := call.source if some call in _calls

fail contains findings.missing(call.source, message) if {
	some call in _calls
	not call.service in object.get(_admitted, call.function, set())
	message := concat("", ["no permission lets ", call.service, " call ", call.function])
}

# Who calls which function; what SAM made has its permission from there.
_calls contains {"source": source, "service": service, "function": edge.target} if {
	some address, function in input.resources
	function.type == "AWS::Lambda::Function"
	some edge in resources.edges_to(address)
	source := input.resources[edge.source]
	not source.source_address
	service := _caller(source, edge.attribute)
}

_caller(source, attribute) := "events.amazonaws.com" if {
	source.type == "AWS::Events::Rule"
	regex.match(`^Targets\[[0-9]+\]\.Arn$`, attribute)
}

_caller(source, "Endpoint") := "sns.amazonaws.com" if source.type == "AWS::SNS::Subscription"

_caller(source, attribute) := "s3.amazonaws.com" if {
	source.type == "AWS::S3::Bucket"
	startswith(attribute, "NotificationConfiguration.LambdaConfigurations[")
}

_caller(source, "DestinationArn") := "logs.amazonaws.com" if source.type == "AWS::Logs::SubscriptionFilter"

# An API may call with a role of its own instead.
_caller(source, "Integration.Uri") := "apigateway.amazonaws.com" if {
	source.type == "AWS::ApiGateway::Method"
	not resources.has(source, ["Integration", "Credentials"])
}

_caller(source, "IntegrationUri") := "apigateway.amazonaws.com" if {
	source.type == "AWS::ApiGatewayV2::Integration"
	not resources.has(source, ["CredentialsArn"])
}

# The services that each function lets in, by a permission on it or on a version of it.
_admitted[function] contains principal if {
	some permission in resources.of("AWS::Lambda::Permission")
	principal := _plain(permission.properties.Principal)
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
