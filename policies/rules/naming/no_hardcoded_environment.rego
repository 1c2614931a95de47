# METADATA
# title: Names and tags take the environment from the parameter or variable
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
#       # in the name or the tag that the message is about
#       TableName: !Sub orders-${Environment}
#       Tags:
#         - Key: Environment
#           Value: !Ref Environment
#     terraform: |
#       # in the name or the tag that the message is about
#       name = "orders-${var.environment}"
#       tags = {
#         Environment = var.environment
#       }
package stackgrade.rules.naming.no_hardcoded_environment

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.tags
import data.stackgrade.lib.texts
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# CDK makes a template for each environment.
subject[resource.address] := resource if {
	count(names.environment_parameters) > 0
	not constructs.is_synthesized
	some resource in input.resources
	_has_label(resource)
	not _is_conditional(resource)
}

fail contains findings.proven_at(resource, path, "the name says a fixed environment") if {
	some resource in subject
	path := names.properties[resource.type]
	_says_environment(resource, path, names.physical(resource))
}

fail contains findings.proven_at(resource, tag.path, "the tag Name says a fixed environment") if {
	some resource in subject
	some tag in tags.entries(resource)
	tag.key == "Name"
	_says_environment(resource, tag.path, tag.value)
}

fail contains findings.proven_at(resource, tag.path, concat(" ", ["the tag", tag.key, "has a fixed value"])) if {
	some resource in subject
	some tag in tags.entries(resource)
	_is_fixed(resource, tag)
	not tags.default_of(resource, tag)
}

# The tags of a provider are written once, and told once: of the first resource that has them.
fail contains findings.proven_at(resource, tag.path, concat(" ", ["the tag", tag.key, "has a fixed value"])) if {
	some addresses in _fixed_by_default
	resource := input.resources[min(addresses)]
	some tag in tags.entries(resource)
	_is_fixed(resource, tag)
	tags.default_of(resource, tag)
}

_fixed_by_default[[tags.default_of(resource, tag), tag.key]] contains resource.address if {
	some resource in subject
	some tag in tags.entries(resource)
	_is_fixed(resource, tag)
}

_is_fixed(resource, tag) if {
	tags.is_environment(tag.key)
	values.is_literal(tag.value)
	tag.value != ""
	count(resources.parameters(resource, findings.path(tag.path))) == 0
}

# A name, or a tag that says, or ought to say, where a resource belongs.
_has_label(resource) if names.physical(resource)

_has_label(resource) if {
	some tag in tags.entries(resource)
	_is_label(tag.key)
}

_is_label("Name")

_is_label(key) if tags.is_environment(key)

# As a word of its own, outside of tokens, and not what a parameter gives. `test` and `stage` are none of them: they say
# what something does as often.
_says_environment(resource, path, text) if {
	is_string(text)
	some match in regex.find_all_string_submatch_n(`\$\{[^}]*\}|([0-9A-Za-z]+)`, text, -1)
	lower(match[1]) in {"dev", "development", "prod", "production", "qa", "staging", "uat"}
	not names.is_given(resource, path, match[1])
}

# What a condition chooses may well be for one environment only.
_is_conditional(resource) if count(object.get(resource, "conditions", [])) > 0

_is_conditional(resource) if count(texts.under_conditions[resource.address]) > 0

_is_conditional(resource) if {
	some member in ["Condition", "count", "for_each"]
	resource.raw[member]
}
