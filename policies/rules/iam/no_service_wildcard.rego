# METADATA
# title: No policy allows all of a service on all of its resources
# description: >-
#   A role that may do everything with every bucket, table or queue of the account reaches far beyond its own
#   stack; a fault in its code does too.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: FC_IAM_002
#   severity: medium
#   category: access
#   types:
#     - AWS::IAM::Role
#     - AWS::IAM::Policy
#     - AWS::IAM::ManagedPolicy
#     - AWS::IAM::RolePolicy
#     - AWS::IAM::User
#     - AWS::IAM::UserPolicy
#     - AWS::IAM::Group
#     - AWS::IAM::GroupPolicy
#   attributes:
#     - Policies[].PolicyDocument.Statement[].Action
#     - Policies[].PolicyDocument.Statement[].Resource
#     - Policies[].PolicyDocument.Statement[].Effect
#     - PolicyDocument.Statement[].Action
#     - PolicyDocument.Statement[].Resource
#     - PolicyDocument.Statement[].Effect
#   failures: [F-004-07.2, E-iam_wildcard_action]
#   remediation:
#     cloudformation: |
#       # of the service that the message names, what is done, and on what
#       Action: [dynamodb:GetItem, dynamodb:PutItem]
#       Resource: !GetAtt Table.Arn
#     terraform: |
#       # of the service that the message names, what is done, and on what
#       actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
#       resources = [aws_dynamodb_table.orders.arn]
package stackgrade.rules.iam.no_service_wildcard

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, path, message) if {
	some resource in resources.of_any(metadata.custom.types)
	some [path, statement] in policies.granted(resource)
	policies.speaks_of_all(statement)
	wide := {action |
		some action in policies.actions(statement)
		regex.match(`^[a-z0-9-]+:\*$`, action)
		not _cannot_be_limited(resource, path, action)
	}
	count(wide) > 0
	message := concat("", [concat(", ", sort(wide)), " is allowed on everything"])
}

# By IAM's lists no action of such a service can name a resource, as those of `ec2messages` and `ssmmessages`.
_cannot_be_limited(resource, path, action) if {
	resource.faults
	"*" in policies.targets(object.get(resource.properties, path, {}))
	every reach in [reach | some reach in object.get(resource, "reach", []); reach.attribute == findings.path(path)] {
		every limitable in reach.actions {
			not startswith(lower(limitable.name), trim_suffix(action, "*"))
		}
	}
}
