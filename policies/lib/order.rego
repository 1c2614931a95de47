# METADATA
# title: Order
# description: What is made before what, by references and by `DependsOn`.
package stackgrade.lib.order

import data.stackgrade.lib.resources

# METADATA
# title: Whether a resource waits for one of several others
# description: Directly or through others; the others are given by their addresses.
waits_for(resource, others) if count(before(resource) & others) > 0

# METADATA
# title: The addresses of what is there before a resource, and its own
before(resource) := graph.reachable(_dependencies, {resource.address})

_dependencies[address] := depended if {
	some address, resource in input.resources
	depended := {name | some name in resource.depends_on} | {edge.target | some edge in resources.edges_from(address)}
}
