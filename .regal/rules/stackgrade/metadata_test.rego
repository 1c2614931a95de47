package custom.regal.rules.stackgrade["rule-metadata_test"]

import data.custom.regal.rules.stackgrade["rule-metadata"] as rule

_sound := `# METADATA
# title: Storage is encrypted
# description: Why it matters.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/
# custom:
#   id: FC_RDS_001
#   severity: high
#   category: encryption
#   types: [AWS::RDS::DBInstance]
#   attributes: [StorageEncrypted]
#   also: [A, B]
#   failures: [F-001-02.2]
#   remediation:
#     cloudformation: "StorageEncrypted: true"
#     terraform: storage_encrypted = true
package stackgrade.rules.rds.storage_encrypted
`

_faults(text) := {violation.description |
	some violation in rule.report with input as regal.parse_module("rule.rego", text)
}

_changed(before, after) := _faults(replace(_sound, before, after))

test_a_sound_rule if _faults(_sound) == set()

test_what_is_no_rule if {
	every name in ["stackgrade.lib.values", "stackgrade", "stackgrade.rules.rds.storage_encrypted_test"] {
		_faults(concat("", ["package ", name])) == set()
	}
}

test_a_rule_without_metadata if {
	faults := _faults("package stackgrade.rules.rds.storage_encrypted")
	"A rule starts with a METADATA block of the scope `package`" in faults
	"The metadata lack `custom.id`" in faults
}

test_each_fault if {
	every change in [
		["# title: Storage is encrypted\n", "", "The metadata lack `title`"],
		["# related_resources:\n#   - https://docs.aws.amazon.com/\n", "", "The metadata lack `related_resources`"],
		["#   severity: high\n", "", "The metadata lack `custom.severity`"],
		["severity: high", "severity: severe", "`severe` is no severity"],
		["category: encryption", "category: crypto", "`crypto` is no category"],
		["attributes", "atributes", "Unknown metadata: `custom.atributes`"],
		["FC_RDS_001", "RDS-1", "An id looks like FC_RDS_001"],
		["types: [AWS::RDS::DBInstance]", "types: AWS::RDS::DBInstance", "`custom.types` is no list of texts"],
		["[F-001-02.2]", "[]", "`custom.failures` must not be empty"],
		["#     terraform: storage_encrypted = true\n", "", "The remediation lacks terraform"],
		["[A, B]", "[B, A]", "`custom.also` is not sorted"],
		["Storage is encrypted", "Storage is encrypted.", "A title is no sentence: it ends without a full stop"],
		["https://docs", "http://docs", "The links of `related_resources` start with https://"],
	] {
		_changed(change[0], change[1]) == {change[2]}
	}
}

test_a_language_that_a_rule_is_not_for_needs_no_remediation if {
	only := replace(_sound, "#     terraform: storage_encrypted = true\n", "")
	_faults(replace(only, "#   also", "#   languages: [cloudformation]\n#   also")) == set()
}
