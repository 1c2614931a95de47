# METADATA
# title: Testing rules
# description: >-
#   Builds the smallest normalized document around some resources, so that a test shows only what decides.
package stackgrade.lib.testing

import data.stackgrade.lib.findings
import data.stackgrade.lib.values
import data.stackgrade.lib.verdict

# METADATA
# title: A value that the template leaves open
unknown(reason) := {"$unknown": reason}

# METADATA
# title: A reference to a resource of the stack
ref(address, attribute) := {"$ref": address, "attribute": attribute}

# METADATA
# title: A stack of these resources under the production profile
# description: >-
#   Resources by address, each with type and properties and whatever else the test needs; unknowns, edges and tags
#   are read off the properties. `more` is merged over the document (profile, parameters, outputs ...).
stack(resources, more) := object.union(
	{
		"format": "cloudformation",
		"name": "test",
		"profile": production,
		"parameters": {},
		"outputs": {},
		"attributes": {},
		"resources": completed,
		"types": {type: [address | some address, resource in resources; resource.type == type] |
			some type in {resource.type | some resource in resources}
		},
		"edges": [edge | some address, resource in completed; some edge in _edges(address, resource)],
	},
	more,
) if {
	completed := {address: object.union(_derived(address, resource), resource) | some address, resource in resources}
}

# METADATA
# title: The same stack under the eyes of a strict reviewer
reviewed(resources, more) := stack(resources, object.union({"profile": opinionated}, more))

# METADATA
# title: The default profile
production := {
	"name": "production",
	"environment": "production",
	"availability": "multi-az",
	"compliance": [],
	"self_contained": false,
	"destroyable": false,
	"cost_conscious": false,
	"opinions": false,
	"environment_suffix": ["EnvironmentSuffix", "environment_suffix"],
	"required_tags": [],
}

# METADATA
# title: The profile of a strict reviewer
opinionated := object.union(production, {"name": "review", "opinions": true})

# METADATA
# title: The profile of a stack that is made to be thrown away
disposable := object.union(production, {
	"name": "test",
	"environment": "test",
	"availability": "single-az",
	"destroyable": true,
	"self_contained": true,
})

# METADATA
# title: What a rule says of each subject
# description: >-
#   The status by address, the stack itself under "". Empty when the profile does not want the rule.
statuses(rule) := {verdict.address: verdict.status | some verdict in verdicts(rule)}

# METADATA
# title: The verdicts of a rule on the input
verdicts(rule) := verdict.of(rule.metadata.custom, _subjects(rule), rule.fail) if {
	verdict.enabled(rule.metadata.custom)
}

verdicts(rule) := [] if not verdict.enabled(rule.metadata.custom)

_subjects(rule) := rule.subject

_subjects(rule) := verdict.subjects(rule.metadata.custom) if not rule.subject

_derived(address, resource) := {
	"address": address,
	"source_type": resource.type,
	"properties": {},
	"attributes": {},
	"tags": {tag.Key: tag.Value |
		some tag in object.get(resource, ["properties", "Tags"], [])
		is_string(tag.Key)
	},
	"lifecycle": {},
	"depends_on": [],
	"unknowns": [{"attribute": findings.path(path), "pattern": _pattern(path), "reason": value["$unknown"]} |
		some member in ["lifecycle", "properties"]
		walk(object.get(resource, member, {}), [path, value])
		values.is_unknown(value)
	],
}

_edges(address, resource) := {edge |
	walk(resource.properties, [path, value])
	some [target, attribute] in _references(value)
	edge := {
		"source": address,
		"attribute": findings.path(path),
		"target": target,
		"target_attribute": attribute,
	}
}

_references(value) := {[value["$ref"], object.get(value, "attribute", "Ref")]} if values.is_reference(value)

# Text such as arn:aws:s3:::${Bucket}/* refers as well.
_references(value) := {[found[1], found[2]] |
	some found in regex.find_all_string_submatch_n(`\$\{([A-Za-z0-9]+)\.?([A-Za-z0-9.]*)\}`, value, -1)
} if {
	is_string(value)
}

_pattern(path) := regex.replace(findings.path(path), `\[[0-9]+\]`, "[]")
