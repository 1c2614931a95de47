# METADATA
# title: Names and tags take the environment from the parameter
# description: >-
#   The stack is told which environment it is deployed to; a name or tag that says another one all the same misleads
#   whoever reads bills, alarms and inventories.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
# custom:
#   id: FC_NAMING_003
#   severity: low
#   category: naming
#   types: ["*"]
#   failures: [E-hardcoded_environment_tag]
#   remediation:
#     cloudformation: |
#       Tags:
#         - Key: Environment
#           Value: !Ref Environment
#     terraform: |
#       tags = {
#         Environment = var.environment
#       }
package stackgrade.rules.naming.no_hardcoded_environment

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.tags
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	count(names.environment_parameters) > 0
	some resource in input.resources
	count(_labels(resource)) > 0
	not _is_conditional(resource)
}

fail contains findings.proven_at(resource, label.path, _fault(label)) if {
	some resource in subject
	some label in _labels(resource)
	count(resources.parameters(resource, findings.path(label.path))) == 0
}

# What says, or ought to say, where a resource belongs: its name, and the tags Name and Environment.
_labels(resource) := {{"tag": "", "value": name, "path": names.properties[resource.type]} |
	name := names.physical(resource)
} | {{"tag": tag.key, "value": tag.value, "path": tag.path} |
	some tag in tags.entries(resource)
	_is_label(tag.key)
}

_is_label("Name")

_is_label(key) if tags.is_environment(key)

_fault(label) := "the name says a fixed environment" if {
	label.tag == ""
	_says_environment(label.value)
}

_fault(label) := "the tag Name says a fixed environment" if {
	label.tag == "Name"
	_says_environment(label.value)
}

_fault(label) := concat(" ", ["the tag", label.tag, "has a fixed value"]) if {
	tags.is_environment(label.tag)
	values.is_literal(label.value)
	label.value != ""
}

# As a word of its own and outside of tokens. `test` and `stage` are none of them: they say what something
# does as often.
_says_environment(text) if {
	is_string(text)
	some match in regex.find_all_string_submatch_n(`\$\{[^}]*\}|([0-9A-Za-z]+)`, text, -1)
	lower(match[1]) in {"dev", "development", "prod", "production", "qa", "staging", "uat"}
}

# What a condition chooses may well be for one environment only.
_is_conditional(resource) if count(object.get(resource, "conditions", [])) > 0

_is_conditional(resource) if {
	walk(resource.raw, [path, _])
	path[count(path) - 1] == "Fn::If"
}

_is_conditional(resource) if {
	some member in ["Condition", "count", "for_each"]
	resource.raw[member]
}
