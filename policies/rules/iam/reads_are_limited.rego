# METADATA
# title: What reads something is allowed on named resources
# description: >-
#   An action that reads, and that is allowed on `*`, shows the data of every other stack in the account:
#   secrets, parameters, objects. Lists, what only describes a resource, and actions that cannot be limited to one are
#   left out.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
# custom:
#   id: FC_IAM_012
#   severity: low
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
#       Action: secretsmanager:GetSecretValue # what the message names
#       Resource: !Ref DatabaseSecret # the ARN of what is read
#     terraform: |
#       actions   = ["secretsmanager:GetSecretValue"] # what the message names
#       resources = [aws_secretsmanager_secret.database.arn]
package stackgrade.rules.iam.reads_are_limited

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(grant.resource, grant.attribute, message) if {
	some grant in policies.unlimited
	names := {action.name |
		some action in grant.actions
		action.level == "Read"
		not regex.match(`:(Describe|Get\w+Status$)`, action.name)
	}
	count(names) > 0
	message := concat("", [values.some_of(names), " can be limited to a resource, and is allowed on all"])
}
