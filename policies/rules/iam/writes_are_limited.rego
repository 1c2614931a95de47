# METADATA
# title: What changes something is allowed on named resources
# description: >-
#   An action that writes, deletes or gives permissions, and that is allowed on `*`, reaches everything of its kind in
#   the account, far beyond the stack. Left out are actions that cannot be limited to a resource, and those that AWS's
#   own policies allow on everything: writing logs, the network interfaces of functions, the alarms that Application
#   Auto Scaling makes for itself, and the short messages of Cognito.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
# custom:
#   id: FC_IAM_011
#   severity: medium
#   category: access
#   types:
#     - AWS::IAM::Group
#     - AWS::IAM::GroupPolicy
#     - AWS::IAM::ManagedPolicy
#     - AWS::IAM::Policy
#     - AWS::IAM::Role
#     - AWS::IAM::RolePolicy
#     - AWS::IAM::User
#     - AWS::IAM::UserPolicy
#   attributes:
#     - PolicyDocument.Statement[].Action
#     - PolicyDocument.Statement[].Effect
#     - PolicyDocument.Statement[].Resource
#     - Policies[].PolicyDocument.Statement[].Action
#     - Policies[].PolicyDocument.Statement[].Effect
#     - Policies[].PolicyDocument.Statement[].Resource
#   failures: [E-iam_wildcard_resource]
#   remediation:
#     cloudformation: |
#       Action: dynamodb:PutItem # what the message names
#       Resource: !GetAtt Orders.Arn
#     terraform: |
#       actions   = ["dynamodb:PutItem"] # what the message names
#       resources = [aws_dynamodb_table.orders.arn]
package stackgrade.rules.iam.writes_are_limited

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(grant.resource, grant.attribute, message) if {
	some grant in policies.unlimited
	names := {action.name |
		some action in grant.actions
		action.level in {"Permissions management", "Write"}
		not policies.is_harmless(action.name)
		not _is_for_a_service(grant.resource, action.name)
	}
	count(names) > 0
	message := concat("", [values.some_of(names), " can be limited to a resource, and is allowed on all"])
}

# What the documentation of a service has its role do on everything: a telephone number, for one, has no ARN.
# https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html
# https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-sms-settings.html
_is_for_a_service(resource, action) if {
	some service, actions in {
		"application-autoscaling.amazonaws.com": `^cloudwatch:(DeleteAlarms|PutMetricAlarm|SetAlarmState)$`,
		"cognito-idp.amazonaws.com": `^sns:Publish$`,
	}
	regex.match(actions, action)
	some role in _roles_of(resource)
	some [_, statement] in policies.statements(role.properties.AssumeRolePolicyDocument)
	service in policies.services(statement)
}

_roles_of(resource) := {resource} if resource.type == "AWS::IAM::Role"

_roles_of(resource) := resources.referents(resource.address, "AWS::IAM::Role") if resource.type != "AWS::IAM::Role"
