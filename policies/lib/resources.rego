# METADATA
# title: Resources
# description: How a rule looks things up in the normalized document.
package stackgrade.lib.resources

import data.stackgrade.lib.values

# METADATA
# title: The stack itself
# description: The subject of a finding about the whole template.
stack := {
	"address": "",
	"type": "Stack",
	"properties": {},
	"attributes": object.get(input, "attributes", {}),
	"unknowns": object.get(input, "unknowns", []),
}

# METADATA
# title: Whether the stack is written for Terraform
# description: As HCL, as JSON, as a plan, or with CDKTF.
is_terraform if startswith(input.format, "terraform")

is_terraform if input.format == "cdktf"

# METADATA
# title: Every resource of a type
# description: >-
#   In no particular order; empty when there is none. Those of other stacks that this one hangs together with are among
#   them: they answer for what a resource here needs, and are judged with their own stack.
of(type) := array.concat(own(type), [resource |
	some resource in input.foreign.resources
	resource.type == type
])

# METADATA
# title: Every resource of a type that this stack itself has
# description: In no particular order; empty when the stack has none.
own(type) := [input.resources[address] | some address in input.types[type]]

# METADATA
# title: The resource of an address
# description: Of this stack, or of another that it hangs together with.
at(address) := input.resources[address]

at(address) := input.foreign.resources[address] if not input.resources[address]

# METADATA
# title: Every resource of several types
# description: In no particular order; empty when the stack has none.
of_any(types) := [resource |
	some type in types
	some resource in of(type)
]

# METADATA
# title: Every resource of several types that this stack itself has
own_any(types) := [resource |
	some type in types
	some resource in own(type)
]

# METADATA
# title: Whether the stack has a resource of one of these types
any_of(types) if {
	some type in types
	count(input.types[type]) > 0
}

# METADATA
# title: The resource that a value refers to
# description: Undefined when the value is not a reference to a resource that is in sight.
target(value) := at(value["$ref"])

# METADATA
# title: The edges that leave a resource
# description: Each has source, attribute, target and target_attribute.
edges_from(address) := [_edges[i] | some i in _from[address]]

# METADATA
# title: The edges that reach a resource
# description: Each has source, attribute, target and target_attribute.
edges_to(address) := [_edges[i] | some i in _to[address]]

# METADATA
# title: The resources of a type that refer to a resource
referrers(address, type) := [resource |
	some source in {edge.source | some edge in edges_to(address)}
	resource := at(source)
	resource.type == type
]

# METADATA
# title: The resources of a type that a resource refers to
referents(address, type) := [resource |
	some target in {edge.target | some edge in edges_from(address)}
	resource := at(target)
	resource.type == type
]

# METADATA
# title: A property at a path, or a default
# description: The path is an array of keys and indices. A value that is there but unknown is returned as it is.
get(resource, path, default_value) := object.get(resource.properties, path, default_value)

# METADATA
# title: Whether a property was written
# description: An unknown value and a reference count as written, null does not.
has(resource, path) if object.get(resource.properties, path, null) != null

# METADATA
# title: The tags of a resource by key
# description: Values may be unknown; a tag whose key is unknown is left out.
tags(resource) := object.get(resource, "tags", {})

# METADATA
# title: Where an attribute stands
# description: The record of an attribute, or an empty one; has line, end_line, state, parameters.
attribute(resource, path) := object.get(resource.attributes, path, {})

# METADATA
# title: The parameters that an attribute was built from
parameters(resource, path) := {name | some name in object.get(attribute(resource, path), "parameters", [])}

# METADATA
# title: A value as a list
# description: CloudFormation takes one value where it wants a list of them in policy documents.
as_list(value) := value if is_array(value)

as_list(value) := [value] if {
	not is_array(value)
	not values.is_unknown(value)
}

as_list(value) := [] if values.is_unknown(value)

# As wholes: looked up by key, OPA would go through all edges anew for each.
# regal ignore:pointless-reassignment
_from := _by_source

# regal ignore:pointless-reassignment
_to := _by_target

_by_source[edge.source] contains i if some i, edge in _edges

_by_target[edge.target] contains i if some i, edge in _edges

_edges := array.concat(input.edges, object.get(input, ["foreign", "edges"], []))
