# METADATA
# description: A rule says of itself what engines, reports and readers rely on
# related_resources:
#   - description: how a rule is written
#     ref: docs/writing-a-rule.md
# schemas:
#   - input: schema.regal.ast
package custom.regal.rules.stackgrade["rule-metadata"]

import data.regal.ast
import data.regal.result

# METADATA
# description: One violation for each member that is missing, mistyped or unknown
report contains violation if {
	_is_rule
	some fault in _faults
	violation := object.union(
		result.fail(rego.metadata.chain(), result.location(input["package"])),
		{"description": fault},
	)
}

_needed := {"id", "severity", "category", "types", "failures", "remediation"}

_optional := {"attributes", "presence", "companions", "when", "languages", "also"}

_choices := {
	"severity": {"critical", "high", "medium", "low"},
	"category": {
		"credentials", "encryption", "network", "access", "availability", "backup", "monitoring", "logging",
		"lifecycle", "tagging", "naming", "interface", "cost", "operations",
	},
}

_is_rule if {
	count(ast.package_path) == 4
	array.slice(ast.package_path, 0, 2) == ["stackgrade", "rules"]
	not endswith(ast.package_path[3], "_test")
}

_annotations := annotations if {
	some annotations in input["package"].annotations
	annotations.scope == "package"
}

default _custom := {}

_custom := _annotations.custom

_languages := object.get(_custom, "languages", ["cloudformation", "terraform"])

_faults contains "A rule starts with a METADATA block of the scope `package`" if not _annotations

_faults contains concat("", ["The metadata lack `", member, "`"]) if {
	some member in {"title", "description", "related_resources"}
	not _annotations[member]
}

_faults contains concat("", ["The metadata lack `custom.", member, "`"]) if {
	some member in _needed
	not member in object.keys(_custom)
}

_faults contains concat("", ["Unknown metadata: `custom.", member, "`"]) if {
	some member in object.keys(_custom)
	not member in (_needed | _optional)
}

_faults contains concat("", ["`", chosen, "` is no ", member]) if {
	some member, choices in _choices
	chosen := _custom[member]
	not chosen in choices
}

_faults contains "An id looks like FC_RDS_001" if not regex.match(`^FC_[A-Z0-9]+_[0-9]{3}$`, _custom.id)

_faults contains concat("", ["`custom.", member, "` is no list of texts"]) if {
	some member in {"types", "failures", "attributes", "presence", "companions", "also", "languages"}
	value := _custom[member]
	not _is_texts(value)
}

_faults contains concat("", ["`custom.", member, "` must not be empty"]) if {
	some member in {"types", "failures"}
	_custom[member] == []
}

_faults contains concat("", ["The remediation lacks ", language]) if {
	some language in _languages
	not is_string(object.get(_custom, ["remediation", language], null))
}

_faults contains "`custom.also` is not sorted" if {
	_is_texts(_custom.also)
	_custom.also != sort(_custom.also)
}

_faults contains "A title is no sentence: it ends without a full stop" if endswith(_annotations.title, ".")

_faults contains "The links of `related_resources` start with https://" if {
	some link in _annotations.related_resources
	not startswith(link.ref, "https://")
}

_is_texts(value) if {
	is_array(value)
	every text in value {
		is_string(text)
		text != ""
	}
}
