package custom.regal.rules.stackgrade["unique-rule-id_test"]

import data.custom.regal.rules.stackgrade["unique-rule-id"] as rule

_entry(name, id) := entry if {
	text := concat("", [
		"# METADATA\n# scope: package\n# custom:\n#   id: ", id,
		"\npackage stackgrade.rules.rds.", name, "\n",
	])
	some entry in rule.aggregate with input as regal.parse_module(concat("", [name, ".rego"]), text)
}

_violations(entries) := {[violation.location.file, violation.description] |
	some violation in rule.aggregate_report with input as {"aggregate": entries}
}

test_ids_of_their_own if _violations({_entry("one", "FC_RDS_001"), _entry("other", "FC_RDS_002")}) == set()

test_an_id_that_two_have if {
	_violations({_entry("one", "FC_RDS_001"), _entry("other", "FC_RDS_001")}) == {
		["one.rego", "FC_RDS_001 is the id of another rule as well"],
		["other.rego", "FC_RDS_001 is the id of another rule as well"],
	}
}
