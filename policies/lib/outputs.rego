# METADATA
# title: Outputs
# description: What the stack tells to those outside of it.
package stackgrade.lib.outputs

import data.stackgrade.lib.resources
import data.stackgrade.lib.values

# METADATA
# title: The outputs that somebody wrote
# description: Not those that CDK or CDKTF adds for another stack of the same program, and names itself.
written[name] := output if {
	some name, output in input.outputs
	not regex.match(`^(ExportsOutput|PublishOutput)(Ref|FnGetAtt)[A-Za-z0-9]+[0-9A-F]{8}$`, name)
	not startswith(name, "cross-stack-output-")
}

# METADATA
# title: Whether an output says something of a resource
tell_of(resource) if resource.address in _named

# METADATA
# title: Whether an output gives an attribute of a resource
# description: As it is, or in text.
give(resource, attribute) if [resource.address, attribute] in _given

# METADATA
# title: Whether other stacks or configurations are given a resource to go on with
# description: By the output of its id or ARN, which CloudFormation exports for them.
hand_on(resource) if {
	resources.is_terraform
	tell_of(resource)
}

hand_on(resource) if {
	some output in written
	output.export
	output.value["$ref"] == resource.address
	object.get(output.value, "attribute", "Ref") in {"Ref", "Arn", "LoadBalancerArn"}
}

_named contains address if {
	walk(written, [_, value])
	values.is_reference(value)
	address := value["$ref"]
}

# In text, and in what is computed of it.
_named contains address if {
	walk(written, [_, text])
	is_string(text)
	some found in regex.find_all_string_submatch_n(`\$\{([^}]+)\}`, text, -1)
	some address in _beginnings(found[1])
	resources.at(address)
}

_given contains [value["$ref"], value.attribute] if {
	walk(written, [_, value])
	values.is_reference(value)
}

_given contains [match[1], match[2]] if {
	walk(written, [_, text])
	is_string(text)
	some found in regex.find_all_string_submatch_n(`\$\{([^}]+)\}`, text, -1)
	some match in regex.find_all_string_submatch_n(`^(.+)\.([^.]+)$`, found[1], 1)
}

# An address may hold dots itself, and an attribute follows after another one.
_beginnings(token) := {concat(".", array.slice(parts, 0, i)) |
	parts := split(token, ".")
	some i in numbers.range(1, count(parts))
}
