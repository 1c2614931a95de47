# METADATA
# title: A stage that writes logs waits for the role to write them with
# description: >-
#   The role is set for the account by a resource that no stage refers to. A stage with logs that comes first is
#   refused: `CloudWatch Logs role ARN must be set in account settings`.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# custom:
#   id: FC_APIGATEWAY_011
#   severity: high
#   category: operations
#   types: [AWS::ApiGateway::Deployment, AWS::ApiGateway::Stage]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: Account
#     terraform: |
#       depends_on = [aws_api_gateway_account.account]
package stackgrade.rules.apigateway.stage_waits_for_account

import data.stackgrade.lib.apis
import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[stage.resource.address] := stage.resource if {
	count(_accounts) > 0
	some stage in apis.rest_stages
	apis.writes_logs(stage.settings)
}

fail contains findings.at(resource, "DependsOn", "nothing makes it wait for the role that is set for the account") if {
	some resource in subject
	not order.waits_for(resource, _accounts)
}

_accounts contains account.address if some account in resources.own("AWS::ApiGateway::Account")
