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

fail contains findings.proven_at(resource, label.path, label.message) if {
	some resource in subject
	some label in _labels(resource)
	label.is_fixed
	count(resources.parameters(resource, findings.path(label.path))) == 0
}

_labels(resource) := _name(resource) | _tags(resource)

_name(resource) := {{
	"path": names.properties[resource.type],
	"is_fixed": _says_environment(name),
	"message": "the name says an environment that is not the parameter's",
} |
	name := names.physical(resource)
}

_tags(resource) := {{"path": tag.path, "is_fixed": _says_environment(tag.value), "message": message} |
	some tag in tags.entries(resource)
	tag.key == "Name"
	message := "the tag Name says an environment that is not the parameter's"
} | {{"path": tag.path, "is_fixed": values.is_literal(tag.value), "message": message} |
	some tag in tags.entries(resource)
	tags.is_environment(tag.key)
	message := concat(" ", ["the tag", tag.key, "has a fixed value"])
}

# As a word of its own and outside of tokens. `test` is none of them: it says what something does as often.
_says_environment(text) if {
	is_string(text)
	some match in regex.find_all_string_submatch_n(`\$\{[^}]*\}|([0-9A-Za-z]+)`, text, -1)
	lower(match[1]) in {"dev", "development", "prod", "production", "qa", "stage", "staging", "uat"}
}

# What a condition chooses may well be for one environment only.
_is_conditional(resource) if count(object.get(resource, "conditions", [])) > 0

_is_conditional(resource) if {
	walk(object.get(resource, "raw", {}), [path, _])
	path[count(path) - 1] in {"Condition", "Fn::If", "count", "for_each"}
}
