package stackgrade.rules.naming.names_are_short_enough_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.names_are_short_enough

_stack(role) := testing.stack({"Role": object.union({"type": "AWS::IAM::Role"}, role)}, {"format": "terraform"})

_called(name) := _stack({"properties": {"RoleName": name}})

_begun(prefix) := _stack({"raw": {"name_prefix": prefix}})

_word := "abcdefghijklmnopqrstuvwxyz-123456789"

test_fails_for_a_name_that_is_too_long if {
	testing.statuses(names_are_short_enough) == {"Role": "fail"} with input as _called(concat("", [_word, _word]))
	testing.statuses(names_are_short_enough) == {"Role": "fail"} with input as _called(concat("${a}", [_word, _word]))
}

test_fails_for_a_prefix_that_is_too_long if {
	prefix := "the-role-of-the-function-for-an-order-"
	testing.statuses(names_are_short_enough) == {"Role": "pass"} with input as _begun(prefix)
	testing.statuses(names_are_short_enough) == {"Role": "fail"} with input as _begun(concat("", [prefix, "s"]))
}

test_passes_for_a_short_one if {
	testing.statuses(names_are_short_enough) == {"Role": "pass"} with input as _called(_word)
	testing.statuses(names_are_short_enough) == {"Role": "pass"} with input as _called(concat("", [
		"${var.${_word}}",
		_word,
	]))
}

test_leaves_out_open_and_missing_names_and_arns if {
	testing.statuses(names_are_short_enough) == {} with input as _called(concat("", ["arn:", _word, _word]))
	testing.statuses(names_are_short_enough) == {} with input as _called(testing.unknown("variable x has no default"))
	testing.statuses(names_are_short_enough) == {} with input as _stack({})
}
