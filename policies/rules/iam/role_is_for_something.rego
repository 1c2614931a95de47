# METADATA
# title: A role of a service allows something
# description: >-
#   Whoever takes on a role without policies may do nothing. Either the permissions were forgotten, or the role has no
#   use.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html
# custom:
#   id: FC_IAM_009
#   severity: low
#   category: access
#   types: [AWS::IAM::Role]
#   presence: [ManagedPolicyArns, Policies]
#   companions:
#     - AWS::IAM::ManagedPolicy.Roles[]
#     - AWS::IAM::Policy.Roles[]
#     - AWS::IAM::RolePolicy.RoleName
#   failures: [E-iam_role_without_policies]
#   remediation:
#     cloudformation: |
#       # what the role is for; a function writes its logs with
#       ManagedPolicyArns:
#         - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
#     terraform: |
#       # what the role is for; a function writes its logs with
#       resource "aws_iam_role_policy_attachment" "logs" {
#         role       = aws_iam_role.orders.name
#         policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
#       }
package stackgrade.rules.iam.role_is_for_something

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

# Whose role is needed for something is told by another rule. The application in a container may need nothing of AWS,
# and CDK makes its role all the same; a chat client that only shows notifications has to have a role.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::IAM::Role")
	trusted := {service |
		some [_, statement] in policies.statements(resource.properties.AssumeRolePolicyDocument)
		some service in policies.services(statement)
	}
	count(trusted - {"chatbot.amazonaws.com", "ecs-tasks.amazonaws.com"}) > 0
	count(roles.needs(resource)) == 0
}

fail contains findings.missing(resource, "the role allows nothing") if {
	some resource in subject
	not roles.allows_anything(resource)
}
