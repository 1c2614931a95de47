package stackgrade.rules.wafv2.rules_have_their_action_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.wafv2.rules_have_their_action

_stack(rule) := testing.stack({"Acl": {"type": "AWS::WAFv2::WebACL", "properties": {"Rules": [rule]}}}, {})

_managed := {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet"}}

_own := {"GeoMatchStatement": {"CountryCodes": ["NO"]}}

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(rules_have_their_action)
	verdict.status == "fail"
}

test_fails_for_a_group_with_an_action if {
	_wrong == {"Rules[0].OverrideAction"} with input as _stack({"Statement": _managed, "Action": {"Block": {}}})
	_wrong == {"Rules[0].Action"} with input as _stack({
		"Statement": _managed,
		"Action": {"Block": {}},
		"OverrideAction": {"None": {}},
	})
}

test_fails_for_any_other_that_overrides if {
	_wrong == {"Rules[0].Action"} with input as _stack({"Statement": _own, "OverrideAction": {"None": {}}})
}

test_fails_with_neither if {
	_wrong == {"Rules[0].OverrideAction"} with input as _stack({"Statement": _managed})
}

test_passes_with_the_one_that_fits if {
	testing.statuses(rules_have_their_action) == {"Acl": "pass"} with input as _stack({
		"Statement": _managed,
		"OverrideAction": {"None": {}},
	})
	testing.statuses(rules_have_their_action) == {"Acl": "pass"} with input as _stack({
		"Statement": _own,
		"Action": {"Block": {}},
	})
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(rules_have_their_action) == {"Acl": "unknown"} with input as _stack({
		"Statement": testing.unknown("parameter X has no default"),
	})
}

test_leaves_out_firewalls_without_rules if {
	testing.statuses(rules_have_their_action) == {} with input as testing.stack(
		{"Acl": {"type": "AWS::WAFv2::WebACL"}},
		{},
	)
}
