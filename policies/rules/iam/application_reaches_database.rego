# METADATA
# title: A role lets the application read the credentials of its database
# description: >-
#   An application beside a database whose secret no role may read ends up with somebody's access keys, or with the
#   password in its settings. A stack without an application leaves the role to those that have one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
# custom:
#   id: FC_IAM_007
#   severity: low
#   category: access
#   types: [AWS::SecretsManager::Secret]
#   companions:
#     - AWS::IAM::Role.Policies[].PolicyDocument.Statement[].Action
#     - AWS::IAM::Policy.PolicyDocument.Statement[].Action
#     - AWS::IAM::ManagedPolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::RolePolicy.PolicyDocument.Statement[].Action
#   failures: [F-000-06.2]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Action: secretsmanager:GetSecretValue
#         Resource: !Ref DatabaseSecret
#     terraform: |
#       actions   = ["secretsmanager:GetSecretValue"]
#       resources = [aws_secretsmanager_secret.database.arn]
package stackgrade.rules.iam.application_reaches_database

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles
import data.stackgrade.lib.secrets
import data.stackgrade.lib.workloads

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	resources.any_of(workloads.types)
	some resource in secrets.of_databases
}

fail contains findings.missing(resource, "no role of the stack may read the secret") if {
	some resource in subject
	not _readable
}

_readable if {
	some policy in resources.of_any(policies.types)
	some [_, statement] in policies.granted(policy)
	count(_reading & policies.actions(statement)) > 0
}

# With a policy of AWS's own.
_readable if {
	some role in resources.of("AWS::IAM::Role")
	roles.allows(role, "secretsmanager:GetSecretValue")
}

_reading := {"secretsmanager:getsecretvalue", "secretsmanager:get*", "secretsmanager:*", "rds-db:connect", "*"}
