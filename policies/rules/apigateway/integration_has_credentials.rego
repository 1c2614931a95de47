# METADATA
# title: An API has a role for the services that it calls
# description: >-
#   An integration with an AWS service calls it with the role in its credentials. Functions let API Gateway in by
#   themselves; every other service refuses a call without a role.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html
#   - https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
# custom:
#   id: FC_APIGATEWAY_009
#   severity: high
#   category: access
#   types: [AWS::ApiGateway::Method]
#   presence: [Integration.Credentials]
#   failures: [F-001-07.3, F-001-07.4]
#   remediation:
#     cloudformation: |
#       Integration:
#         Type: AWS
#         Credentials: !GetAtt ProducerRole.Arn
#     terraform: |
#       credentials = aws_iam_role.producer.arn # of the aws_api_gateway_integration
package stackgrade.rules.apigateway.integration_has_credentials

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# The URI says which service it is: arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::ApiGateway::Method")
	resource.properties.Integration.Type in {"AWS", "AWS_PROXY"}
	called := resource.properties.Integration.Uri
	regex.match(`:apigateway:([^:$]|\$\{[^}]*\})*:[a-z0-9.-]+:(action|path)/`, called)
	not contains(called, ":lambda:path/")
}

fail contains findings.at(resource, "Integration.Credentials", "the API has no role to call the service with") if {
	some resource in subject
	not resources.has(resource, ["Integration", "Credentials"])
}
