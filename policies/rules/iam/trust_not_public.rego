# METADATA
# title: A role cannot be taken on by everyone
# description: >-
#   A trust policy for the principal `*` without a condition lets any AWS account take on the role and
#   everything it may do.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
# custom:
#   id: FC_IAM_006
#   severity: critical
#   category: access
#   types: [AWS::IAM::Role]
#   attributes:
#     - AssumeRolePolicyDocument.Statement[].Principal
#     - AssumeRolePolicyDocument.Statement[].Effect
#   presence: ["AssumeRolePolicyDocument.Statement[].NotPrincipal"]
#   failures: [E-iam_trust_policy_wrong_principal]
#   also: [CKV_AWS_60]
#   remediation:
#     cloudformation: |
#       Principal:
#         Service: lambda.amazonaws.com
#     terraform: |
#       principals {
#         type        = "Service"
#         identifiers = ["lambda.amazonaws.com"]
#       }
package stackgrade.rules.iam.trust_not_public

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, _place(path), "everyone may take on the role") if {
	some resource in resources.of("AWS::IAM::Role")
	some [path, statement] in policies.statements(resource.properties.AssumeRolePolicyDocument)
	statement.Effect == "Allow"
	policies.admits_everyone(statement)
	count(policies.condition_keys(statement)) == 0
}

_place(path) := array.concat(["AssumeRolePolicyDocument"], path)
