# METADATA
# title: Each rule of a firewall has the action that fits it
# description: >-
#   A rule that stands for a group of rules, such as AWS's managed ones, overrides what the group does; any other rule
#   has an action of its own. Each of the two is refused where the other belongs, and so is a rule with neither.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html
# custom:
#   id: FC_WAF_050
#   severity: critical
#   category: operations
#   types: [AWS::WAFv2::WebACL]
#   attributes: ["Rules[].Statement"]
#   presence: ["Rules[].Action", "Rules[].OverrideAction"]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       # of a managed group, and without Action; Action: {Block: {}} of any other rule, and without OverrideAction
#       OverrideAction:
#         None: {}
#     terraform: |
#       # of a managed group, and without action; an action block in any other rule, and without override_action
#       override_action {
#         none {}
#       }
package stackgrade.rules.wafv2.rules_have_their_action

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	count(resource.properties.Rules) > 0
}

fail contains findings.at(resource, ["Rules", i, wanted], concat("", [who, " needs `", wanted, "`"])) if {
	some resource in subject
	some i, rule in resource.properties.Rules
	[wanted, _, who] := _action(rule.Statement)
	object.get(rule, wanted, null) == null
}

fail contains findings.at(resource, ["Rules", i, other], concat("", [who, " takes `", wanted, "`, not this"])) if {
	some resource in subject
	some i, rule in resource.properties.Rules
	[wanted, other, who] := _action(rule.Statement)
	object.get(rule, wanted, null) != null
	object.get(rule, other, null) != null
}

_action(statement) := ["OverrideAction", "Action", "a rule that stands for a group"] if _is_group(statement)

_action(statement) := ["Action", "OverrideAction", "a rule that stands for no group"] if {
	is_object(statement)
	count(statement) > 0
	not _is_group(statement)
	not statement["$unknown"]
}

_is_group(statement) if {
	some kind in ["ManagedRuleGroupStatement", "RuleGroupReferenceStatement"]
	statement[kind]
}
