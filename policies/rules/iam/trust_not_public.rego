# METADATA
# title: A role cannot be taken on by everyone
# description: >-
#   A trust policy for the principal `*` without a condition lets any AWS account take on the role and everything it may
#   do. One for GitHub that names no repository lets in the workflows of everybody there.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
#   - https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
# custom:
#   id: FC_IAM_006
#   severity: critical
#   category: access
#   types: [AWS::IAM::Role]
#   attributes:
#     - AssumeRolePolicyDocument.Statement[].Principal
#     - AssumeRolePolicyDocument.Statement[].Effect
#     - AssumeRolePolicyDocument.Statement[].Condition
#   presence: ["AssumeRolePolicyDocument.Statement[].NotPrincipal"]
#   failures: [E-iam_trust_policy_wrong_principal]
#   also: [CKV_AWS_60]
#   remediation:
#     cloudformation: |
#       Principal:
#         Service: lambda.amazonaws.com
#       # beside GitHub as a principal:
#       # Condition:
#       #   StringEquals:
#       #     token.actions.githubusercontent.com:sub: repo:example/shop:ref:refs/heads/main
#     terraform: |
#       principals {
#         type        = "Service"
#         identifiers = ["lambda.amazonaws.com"]
#       }
#       # beside GitHub as a principal:
#       # condition {
#       #   test     = "StringEquals"
#       #   variable = "token.actions.githubusercontent.com:sub"
#       #   values   = ["repo:example/shop:ref:refs/heads/main"]
#       # }
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

fail contains findings.at(resource, _place(path), "every repository of GitHub may take on the role") if {
	some resource in resources.of("AWS::IAM::Role")
	some [path, statement] in policies.statements(resource.properties.AssumeRolePolicyDocument)
	statement.Effect == "Allow"
	some provider in resources.as_list(statement.Principal.Federated)
	_is_github(provider)
	not _names_somebody(statement)
}

_is_github(provider) if contains(provider, _github)

_is_github(provider) if contains(resources.target(provider).properties.Url, _github)

_github := "token.actions.githubusercontent.com"

# The audience is the same for all.
_names_somebody(statement) if {
	some conditions in statement.Condition
	some key, value in conditions
	not endswith(lower(key), ":aud")
	every text in resources.as_list(value) {
		not regex.match(`^(repo:)?\*`, text)
	}
}

_place(path) := array.concat(["AssumeRolePolicyDocument"], path)
