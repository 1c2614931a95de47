# METADATA
# title: Which roles may be passed on is stated
# description: >-
#   Who may pass any role of the account to a service lets the service act with it, administrators' roles
#   included: it is the shortest way from few rights to all. Name the roles, or the service that takes them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# custom:
#   id: FC_IAM_017
#   severity: high
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
#       Action: iam:PassRole
#       Resource: !GetAtt TaskRole.Arn
#       Condition:
#         StringEquals:
#           iam:PassedToService: ecs-tasks.amazonaws.com
#     terraform: |
#       actions   = ["iam:PassRole"]
#       resources = [aws_iam_role.task.arn]
#
#       condition {
#         test     = "StringEquals"
#         variable = "iam:PassedToService"
#         values   = ["ecs-tasks.amazonaws.com"]
#       }
package stackgrade.rules.iam.roles_are_passed_by_name

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, path, "any role of the account may be passed on") if {
	some resource in resources.of_any(metadata.custom.types)
	some [path, statement] in policies.granted(resource)
	some action in policies.actions(statement)
	regex.match(`^iam:(\*|p\*|pa\*|pas\*|pass\*|passrole\*?)$`, action)
	some target in policies.targets(statement)
	regex.match(`^(\*|arn:.*:(role/)?\*)$`, target)
	not "iam:passedtoservice" in policies.condition_keys(statement)
}
