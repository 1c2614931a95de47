# METADATA
# title: A role for another account asks for more than the account
# description: >-
#   Whoever the other account lets take on roles can take on this one. An external ID keeps a third party from
#   being talked into using it for somebody else; an organization, a tag or a second factor keep others out.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
# custom:
#   id: FC_IAM_018
#   severity: low
#   category: access
#   types: [AWS::IAM::Role]
#   attributes:
#     - AssumeRolePolicyDocument.Statement[].Effect
#     - AssumeRolePolicyDocument.Statement[].Principal
#   failures: [E-iam_trust_policy_wrong_principal]
#   remediation:
#     cloudformation: |
#       Condition:
#         StringEquals:
#           sts:ExternalId: !Ref ExternalId
#     terraform: |
#       condition {
#         test     = "StringEquals"
#         variable = "sts:ExternalId"
#         values   = [var.external_id]
#       }
package stackgrade.rules.iam.other_accounts_show_who_they_are

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, array.concat(["AssumeRolePolicyDocument"], path), message) if {
	some resource in resources.of("AWS::IAM::Role")
	some [path, statement] in policies.statements(resource.properties.AssumeRolePolicyDocument)
	statement.Effect == "Allow"
	some principal in resources.as_list(object.get(statement, ["Principal", "AWS"], []))
	is_string(principal)
	[[_, account]] := regex.find_all_string_submatch_n(`^(?:arn:[^:]+:iam::)?([0-9]{12})(?::root)?$`, principal, 1)
	not _asks_for_more(statement)
	message := concat("", ["all that account ", account, " lets take on roles may take on this one"])
}

# That there was no second factor is nothing to show.
_asks_for_more(statement) if {
	some operator, conditions in statement.Condition
	some key, value in conditions
	not _without_second_factor(operator, key, value)
	not _is_nothing(value)
}

_without_second_factor(operator, key, value) if {
	operator in {"Bool", "BoolIfExists"}
	lower(key) == "aws:multifactorauthpresent"
	_all_in(value, {false, "false"})
}

# As an external id that a parameter with an empty default was to fill in; one without a default has to be filled in.
_is_nothing(value) if _all_in(value, {""})

_all_in(value, allowed) if {
	not values.is_unknown(value)
	every one in resources.as_list(value) {
		one in allowed
	}
}
