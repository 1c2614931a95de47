# METADATA
# title: What tries a function waits for the permission to call it
# description: >-
#   A subscription to a log group, a rotation, a rule of Config and a target group try the function when they are made,
#   and are refused while they may not call it. They refer to the function, and nothing leads from there to its
#   permission: which of them is made first is chance. Terraform's provider tries again, but for target groups.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-configrule.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group_attachment
# custom:
#   id: FC_LAMBDA_005
#   severity: high
#   category: operations
#   types:
#     - AWS::Config::ConfigRule
#     - AWS::ElasticLoadBalancingV2::TargetGroup
#     - AWS::Logs::SubscriptionFilter
#     - AWS::SecretsManager::RotationSchedule
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: Permission
#     terraform: |
#       depends_on = [aws_lambda_permission.permission]
package stackgrade.rules.lambda.permission_comes_first

import data.stackgrade.lib.callers
import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains input.resources[call.source] if some call in _tries

fail contains findings.at(resource, "DependsOn", message) if {
	some call in _tries
	resource := input.resources[call.source]
	not order.waits_for(resource, callers.permissions(call))
	message := concat(" ", ["nothing makes it wait for the permission to call", call.function])
}

# What another stack has is there before.
_tries contains call if {
	some call in callers.calls
	_is_refused_at_once(input.resources[call.source].type)
	count(callers.permissions(call)) > 0
	every address in callers.permissions(call) {
		input.resources[address]
	}
}

_is_refused_at_once(type) if {
	type in metadata.custom.types
	not resources.is_terraform
}

_is_refused_at_once("AWS::ElasticLoadBalancingV2::TargetGroup")
