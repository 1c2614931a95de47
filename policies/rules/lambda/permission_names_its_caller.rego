# METADATA
# title: A function's permission names an ARN of the service that calls
# description: >-
#   A permission holds for calls whose source has the ARN that it names. API Gateway calls as `execute-api`, and not by
#   the ARN under which an API is managed: such a permission never matches, and each call is answered with an error.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
#   - https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
# custom:
#   id: FC_LAMBDA_036
#   severity: high
#   category: access
#   types: [AWS::Lambda::Permission]
#   attributes: [Principal, SourceArn]
#   failures: [E-lambda_permission_invalid_source_arn]
#   remediation:
#     cloudformation: |
#       # of API Gateway; a rule, a topic and a bucket give their own with !GetAtt or !Ref
#       SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*
#     terraform: |
#       # of API Gateway; a rule, a topic and a bucket give their own as `arn`
#       source_arn = "${aws_api_gateway_rest_api.api.execution_arn}/*"
package stackgrade.rules.lambda.permission_names_its_caller

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[permission.address] := permission if {
	some permission in resources.own("AWS::Lambda::Permission")
	resources.has(permission, ["SourceArn"])
	policies.service_name(permission.properties.Principal) in object.keys(_callers)
}

subject[permission.address] := permission if {
	some permission in resources.own("AWS::Lambda::Permission")
	resources.has(permission, ["SourceArn"])
	is_object(permission.properties.Principal)
}

fail contains findings.at(permission, "SourceArn", message) if {
	some permission in subject
	principal := policies.service_name(permission.properties.Principal)
	[[_, service]] := regex.find_all_string_submatch_n(_arn, permission.properties.SourceArn, 1)
	service != _callers[principal]
	message := concat("", [principal, " calls by an ARN of ", _callers[principal], ", not of ", service])
}

_arn := `^arn:(?:[a-z-]+|\$\{[^}]*\}):([a-z0-9-]+):`

# The service in the ARN of what calls, by the principal.
_callers := {
	"apigateway.amazonaws.com": "execute-api",
	"events.amazonaws.com": "events",
	"s3.amazonaws.com": "s3",
	"sns.amazonaws.com": "sns",
}
