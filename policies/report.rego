# METADATA
# title: The report
# description: >-
#   What the whole ruleset says of one normalized document. Where the document holds variants (the template leaves a
#   condition open), each is judged, and a verdict stands when it is the same in all in which its subject exists.
package stackgrade

import data.stackgrade.lib.document
import data.stackgrade.lib.verdict

# METADATA
# title: The verdicts and the rules that gave them
# description: >-
#   Verdicts have rule_id, address, type and status; a failure has attribute and message, an unknown has attribute
#   and reason. The list of rules lets the caller see that none was lost, the revision that they are those that it
#   knows. With errors there are no verdicts: the input is no normalized document, or a rule is wrong.
# entrypoint: true
report := {
	"errors": _errors,
	"profile": _profile,
	"revision": _revision,
	"rules": _rules,
	"verdicts": _verdicts,
}

default _profile := null

_profile := input.profile.name

# The embedded engine brings its revision with it.
default _revision := null

# regal ignore:unresolved-reference
_revision := data.stackgrade.revision

_rules contains data.stackgrade.rules[_][_].metadata.custom.id

_rules contains id if some id, _ in document.judged.rules

default _errors := {"the document could not be judged"}

_errors := document.faults if count(document.faults) > 0

_errors := _found.errors if count(document.faults) == 0

default _verdicts := set()

_verdicts := _found.verdicts if count(_errors) == 0

_found := {
	"errors": _broken,
	"verdicts": (_verdicts_of_document | _judged),
} if {
	count(object.get(input, "variants", [])) == 0
}

_found := {
	"errors": {error | some scenario in _by_scenario; some error in scenario.errors},
	"verdicts": (_merged | _judged),
} if {
	count(object.get(input, "variants", [])) > 0
}

_judged := {found | some found in document.judged.verdicts}

# The verdicts on `input` as it stands.
_verdicts_of_document contains found if {
	some service, name
	meta := data.stackgrade.rules[service][name].metadata.custom
	verdict.enabled(meta)
	some found in verdict.of(meta, _subjects(service, name, meta), data.stackgrade.rules[service][name].fail)
}

# A finding that the verdicts could not be built from would be lost.
_broken contains concat("", [meta.id, ": the rule has no set `fail`"]) if {
	some service, name
	meta := data.stackgrade.rules[service][name].metadata.custom
	not is_set(data.stackgrade.rules[service][name].fail)
}

_broken contains concat("", [meta.id, ": the rule's finding has no address, attribute or message"]) if {
	some service, name
	meta := data.stackgrade.rules[service][name].metadata.custom
	verdict.enabled(meta)
	some found in data.stackgrade.rules[service][name].fail
	not verdict.is_finding(found)
}

_subjects(service, name, _) := data.stackgrade.rules[service][name].subject

_subjects(service, name, meta) := verdict.subjects(meta) if {
	not data.stackgrade.rules[service][name].subject
}

# The scenario of the document itself and one for each variant.
_scenarios := array.concat(
	[{"when": input.when, "document": object.remove(input, ["variants"])}],
	[{"when": variant.when, "document": _variant(variant)} | some variant in input.variants],
)

_variant(variant) := object.union(object.remove(input, ["variants", "resources", "types", "edges"]), {
	"resources": resources,
	"types": {type: addresses |
		some type in {resource.type | some resource in resources}
		addresses := [address | some address, resource in resources; resource.type == type]
	},
	"edges": array.concat(
		[edge |
			some edge in input.edges
			not edge.source in object.keys(variant.resources)
		],
		variant.edges,
	),
}) if {
	resources := {address: resource |
		some address in (object.keys(input.resources) | object.keys(variant.resources))
		resource := object.get(variant.resources, address, object.get(input.resources, address, null))
		resource != null
	}
}

_by_scenario := [object.union({"when": scenario.when}, found) |
	some scenario in _scenarios

	# regal ignore:with-outside-test-context
	found := {"errors": _broken, "verdicts": _verdicts_of_document} with input as scenario.document
]

# For each rule and subject, the status in each scenario in which the rule judged it.
_statuses[[found.rule_id, found.address]][status] contains i if {
	some i, scenario in _by_scenario
	some found in scenario.verdicts
	status := found.status
}

# As a whole: looked up by key, OPA would evaluate the rule anew for each.
# regal ignore:pointless-reassignment
_all_statuses := _statuses

_merged contains found if {
	some i, scenario in _by_scenario
	some found in scenario.verdicts
	statuses := _all_statuses[[found.rule_id, found.address]]
	count(statuses) == 1
	i == min({j | some indices in statuses; some j in indices})
}

_merged contains found if {
	some i, scenario in _by_scenario
	some one in scenario.verdicts
	statuses := _all_statuses[[one.rule_id, one.address]]
	count(statuses) > 1
	one.status == _worst(statuses)
	i == min(statuses[one.status])
	found := {
		"rule_id": one.rule_id,
		"address": one.address,
		"type": one.type,
		"status": "unknown",
		"attribute": object.get(one, "attribute", null),
		"reason": _reason(one, statuses),
	}
}

_worst(statuses) := "fail" if statuses.fail

_worst(statuses) := "unknown" if not statuses.fail

_reason(one, statuses) := one.reason if not statuses.fail

_reason(_, statuses) := concat(" ", ["depends on", concat(", ", sort(_deciding(statuses)))]) if statuses.fail

# The conditions that tell the failing scenarios from the others; all of them when no single one does.
_deciding(statuses) := deciding if {
	deciding := _separating(statuses)
	count(deciding) > 0
}

_deciding(statuses) := object.keys(input.when) if {
	count(_separating(statuses)) == 0
}

_separating(statuses) := {name |
	some name, _ in input.when
	failing := {_by_scenario[i].when[name] | some i in statuses.fail}
	others := {_by_scenario[i].when[name] | some status, is in statuses; status != "fail"; some i in is}
	count(failing & others) == 0
}
