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

# Also of what is no document, of which the rules are no object.
# regal ignore:use-object-keys
_rules := document.rule_ids | {id | some id, _ in document.judged.rules}

default _errors := {"the document could not be judged"}

_errors := document.faults if count(document.faults) > 0

_errors := _found.errors if count(document.faults) == 0

default _verdicts := []

_verdicts := _found.verdicts if count(_errors) == 0

_found := {
	"errors": _judgement.errors,
	"verdicts": [found | some part in [_judgement.verdicts, _judged]; some found in part],
} if {
	count(object.get(input, "variants", [])) == 0
}

_found := {
	"errors": {error | some scenario in _by_scenario; some error in scenario.errors},
	"verdicts": [found | some part in [_agreed, _disputed, _judged]; some found in part],
} if {
	count(object.get(input, "variants", [])) > 0
}

_judged := {found | some found in document.judged.verdicts}

# The rules that apply and have something to judge, by service and name.
_applying[service][name] := meta if {
	some service, name
	meta := data.stackgrade.rules[service][name].metadata.custom
	_is_about_this(meta.types)
	verdict.enabled(meta)
}

_is_about_this(types) if {
	some type in types
	_types[type]
}

_types := object.union(input.types, {"*": true, "Stack": true})

# What each of them judges and finds.
_results := [{"meta": meta, "subjects": _subjects(service, name, meta), "fail": fail} |
	some service, name
	meta := _applying[service][name]
	fail := data.stackgrade.rules[service][name].fail
]

# The verdicts on `input` as it stands. No two are the same, so that they need not be hashed for a set.
_verdicts_of_document := [found |
	some result in _results
	some found in verdict.of(result.meta, result.subjects, result.fail)
]

# A finding that the verdicts could not be built from would be lost.
_broken contains concat("", [meta.id, ": the rule has no set `fail`"]) if {
	some service, name
	meta := _applying[service][name]
	not is_set(data.stackgrade.rules[service][name].fail)
}

_broken contains concat("", [result.meta.id, ": the rule's finding has no address, attribute or message"]) if {
	some result in _results
	some found in result.fail
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
	found := _judgement with input as scenario.document
]

# As one rule: under `with`, each expression evaluates all of its own.
_judgement := {"errors": _broken, "verdicts": _verdicts_of_document}

# For each rule and subject, the status in each scenario in which the rule judged it.
_statuses[[found.rule_id, found.address]][status] contains i if {
	some i, scenario in _by_scenario
	some found in scenario.verdicts
	status := found.status
}

# Where all scenarios in which a subject exists say the same of it, the first of them speaks. As a whole, like the
# disputes: looked up by key, OPA would evaluate a rule anew for each.
# regal ignore:prefer-set-or-object-rule
_speaking := {about: min(indices) |
	some about, statuses in _statuses
	count(statuses) == 1
	some indices in statuses
}

_agreed := [found |
	some i, scenario in _by_scenario
	some found in scenario.verdicts
	_speaking[[found.rule_id, found.address]] == i
]

# regal ignore:prefer-set-or-object-rule
_disputes := {about: statuses |
	some about, statuses in _statuses
	count(statuses) > 1
}

_disputed contains found if {
	count(_disputes) > 0
	some i, scenario in _by_scenario
	some one in scenario.verdicts
	statuses := _disputes[[one.rule_id, one.address]]
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
