# METADATA
# title: The input
# description: >-
#   What is not a normalized document would pass every rule in silence: there is nothing in it to find. So whoever asks
#   with something else is told.
package stackgrade.lib.document

import data.stackgrade.lib.resources

# METADATA
# title: What is wrong with the input
# description: Empty for a normalized document with a whole profile.
faults contains "there is no input" if not input

faults contains "the input is no object" if {
	input
	not is_object(input)
}

faults contains concat("", ["the document's `", member, "` is missing or no ", type]) if {
	is_object(input)
	some member, type in _members
	not _has(input, member, type)
}

faults contains concat("", ["the profile's `", member, "` is missing or no ", type]) if {
	is_object(input.profile)
	some member, type in _conditions
	not _has(input.profile, member, type)
}

faults contains concat("", ["the profile's `", member, "` is none of ", concat(", ", choices)]) if {
	some member, choices in _choices
	is_string(input.profile[member])
	not input.profile[member] in choices
}

faults contains concat(" ", ["the resource", address, "is not complete or not listed under its type"]) if {
	some address, resource in input.resources
	not _is_listed(address, resource)
}

# A variant that cannot be judged would count as one without failures.
faults contains "`when` and `variants` are not complete" if {
	is_object(input)
	"variants" in object.keys(input)
	not _variants_are_complete
}

faults contains "`judged` is not complete" if {
	is_object(input)
	"judged" in object.keys(input)
	not _judged_is_complete
}

faults contains concat(" ", ["`judged` has verdicts of", id, "which is a rule of this ruleset"]) if {
	some id in rule_ids
	input.judged.rules[id]
}

# METADATA
# title: The ids of the rules
rule_ids contains data.stackgrade.rules[_][_].metadata.custom.id

# METADATA
# title: Verdicts that are in the document
# description: What was found before by rules that are not written in Rego, such as those on source code.
judged := object.get(input, "judged", {"rules": {}, "verdicts": []})

_members := {
	"format": "string",
	"name": "string",
	"profile": "object",
	"parameters": "object",
	"outputs": "object",
	"resources": "object",
	"types": "object",
	"edges": "array",
}

# What rules ask of a profile: a rule would not apply where its condition is not there.
_conditions := {
	"environment": "string",
	"availability": "string",
	"destroyable": "boolean",
	"self_contained": "boolean",
	"cost_conscious": "boolean",
	"opinions": "boolean",
	"compliance": "array",
	"environment_suffix": "array",
	"required_tags": "array",
}

_choices := {
	"environment": ["production", "test"],
	"availability": ["multi-az", "single-az"],
}

_has(whole, member, type) if type_name(whole[member]) == type

_is_listed(address, resource) if {
	_is_complete(address, resource)
	address in input.types[resource.type]
}

_is_complete(address, resource) if {
	address == resource.address
	is_string(resource.type)
	is_object(resource.properties)
	is_array(resource.unknowns)
}

_variants_are_complete if {
	is_object(input.when)
	is_array(input.variants)
	every variant in input.variants {
		is_object(variant.when)
		is_array(variant.edges)
		is_object(variant.resources)
		every address, resource in variant.resources {
			_is_gone_or_complete(address, resource)
		}
	}
}

_is_gone_or_complete(_, null)

_is_gone_or_complete(address, resource) if _is_complete(address, resource)

_judged_is_complete if {
	every rule in input.judged.rules {
		is_string(rule.title)
		rule.severity in {"critical", "high", "medium", "low"}
	}
	every verdict in input.judged.verdicts {
		_is_verdict(verdict)
	}
}

_is_verdict(verdict) if {
	verdict.status in {"pass", "fail", "unknown"}
	verdict.rule_id in object.keys(input.judged.rules)
	is_string(verdict.type)
	_exists(verdict.address)
}

_exists(address) if address == resources.stack.address

_exists(address) if input.resources[address]

_exists(address) if {
	some variant in input.variants
	variant.resources[address]
}
