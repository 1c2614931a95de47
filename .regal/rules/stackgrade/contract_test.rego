package custom.regal.rules.stackgrade["rule-contract_test"]

import data.custom.regal.rules.stackgrade["rule-contract"] as rule

_metadata := "metadata := rego.metadata.chain()[1].annotations\n"

_fail := "fail contains 1 if input.x\n"

_faults(lines) := {violation.description |
	text := concat("", array.concat(["package stackgrade.rules.rds.storage\n\n"], lines))
	some violation in rule.report with input as regal.parse_module("rule.rego", text)
}

test_a_sound_rule if _faults([_metadata, _fail]) == set()

test_what_is_missing if {
	_faults([_fail]) == {"The rule does not define `metadata` as the report wants it"}
	_faults([_metadata]) == {"The rule does not define `fail` as the report wants it"}
}

test_what_is_of_another_kind if {
	_faults([_metadata, "fail if input.x\n"]) == {"The rule does not define `fail` as the report wants it"}
	_faults(["metadata := {}\n", _fail]) == {"The rule does not define `metadata` as the report wants it"}
}
