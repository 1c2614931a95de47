# METADATA
# title: Texts
# description: What is written in the resources, walked through once for all rules that look everywhere.
package stackgrade.lib.texts

# METADATA
# title: The texts in the properties of each resource
# description: By address, of this stack and of those that it hangs together with; pairs of path and text.
of[address] := _in_properties(resource) if some address, resource in input.resources

of[address] := _in_properties(resource) if some address, resource in input.foreign.resources

# METADATA
# title: All texts of each resource in one
# description: By address. One look at it is much cheaper than one at each of them, and most resources need no second.
joined[address] := concat("\n", [text | some [_, text] in texts]) if some address, texts in of

# METADATA
# title: The texts that a resource has when a condition says so
# description: By address; what stands in an Fn::If, and the names of its conditions.
under_conditions[address] contains text if {
	count(input.metadata.conditions) > 0
	some address, resource in input.resources
	walk(resource.raw, [path, text])
	is_string(text)
	"Fn::If" in path
}

_in_properties(resource) := [[path, text] |
	# regal ignore:walk-no-path
	walk(resource.properties, [path, text])
	is_string(text)
]
