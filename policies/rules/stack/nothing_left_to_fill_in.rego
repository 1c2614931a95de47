# METADATA
# title: Nothing is left to be filled in
# description: >-
#   An account, id or name that was taken from an example, or stands for one that somebody was to put in, is refused at
#   the deployment, or is somebody else's.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
# custom:
#   id: FC_STACK_061
#   severity: medium
#   category: interface
#   types: ["*", Stack]
#   failures: [E-placeholder_values]
#   remediation:
#     cloudformation: |
#       # in place of the example: what the stack makes or looks up, or a parameter without a default
#       VpcId: !Ref Vpc
#     terraform: |
#       # in place of the example: what the configuration makes or looks up, or a variable without a default
#       vpc_id = aws_vpc.main.id
package stackgrade.rules.stack.nothing_left_to_fill_in

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.placeholders
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# What names something outside of the stack.
subject[address] := input.resources[address] if some address, _ in _outside

subject[address] := input.resources[address] if some [address, _] in _choices

subject[resources.stack.address] := resources.stack if {
	some parameter in _parameters
	_names_outside(parameter.default)
}

fail contains findings.proven_at(resource, path, message) if {
	some address, found in _outside
	resource := input.resources[address]
	some [path, text] in found
	not names.is_given(resource, path, text)
	some message in _wrong(text)
}

# An image for each region, and so on: one of them is for nobody.
fail contains findings.proven_at(resource, unknown.attribute, message) if {
	some [address, unknown] in _choices
	resource := input.resources[address]
	some candidate in unknown.candidates
	some message in _examples(candidate, placeholders.id, "id")
}

fail contains findings.proven_at(resources.stack, concat(".", ["Parameters", name, "Default"]), message) if {
	some name, parameter in _parameters
	some message in (_wrong(parameter.default) | _examples(parameter.default, _account, "account"))
}

# Of one that nothing uses FC_STACK_010 says so.
_parameters[name] := parameter if {
	some name, parameter in input.parameters
	not _is_unused(parameter)
}

_is_unused(parameter) if {
	parameter.used == false
	count(object.get(input, "incomplete", [])) == 0
}

# Text for people, and code, may speak of anything. What cannot be read as code FC_SOURCE_001 reports.
_outside[address] contains [path, text] if {
	some address, resource in input.resources
	resource.type != "AWS::CDK::Metadata" # which names the constructs
	_names_outside(texts.joined[address])
	some [path, text] in texts.of[address]
	_names_outside(text)
	not contains(text, "\n")
	not _is_for_people(path)
	not path == ["Code", "ZipFile"]
}

_choices := [[address, unknown] |
	some address, resource in input.resources
	some unknown in resource.unknowns
	some candidate in unknown.candidates
	regex.match(_id, candidate)
]

_names_outside(text) if regex.match(_outsider, text)

_outsider := concat("|", [placeholders.blank, _id, `[0-9]{12}`])

_is_for_people(path) if {
	some segment in path
	regex.match(`(?i)comment|description|message|^(body|documentation|tags|title)$`, segment)
}

_wrong(text) := (_examples(text, placeholders.id, "id") | {message |
	# Addresses of resources are called in any way.
	some said in values.said(text)
	some match in regex.find_all_string_submatch_n(placeholders.blank, said, -1)
	message := concat(" ", [trim(match[0], ` ./:"'`), "is left to be filled in"])
}) | {message |
	# A fixed account in an ARN is a finding of its own.
	not contains(text, "arn:")
	some message in _examples(text, _account, "account")
}

_examples(text, pattern, what) := {message |
	some match in regex.find_all_string_submatch_n(pattern, text, -1)
	message := concat(" ", ["the", what, match[1], "is an example"])
}

# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
_id := concat("", [`\b((?:acl|ami|eipalloc|eni|igw|nat|rtb|sg|snap|subnet|tgw|vol|vpc|vpce)-`, `[0-9a-z]{4,})\b`])

# Those of the documentation, and those that nobody is given.
_account := concat("", [
	`\b(123456789012|012345678901|111122223333|444455556666|777788889999|000000000000|111111111111|`,
	`222222222222|333333333333|999999999999)\b`,
])
