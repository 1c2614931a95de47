# METADATA
# title: User data
# description: The scripts that instances run at their start, as far as they stand in the template.
package stackgrade.lib.user_data

import data.stackgrade.lib.instances
import data.stackgrade.lib.resources

# METADATA
# title: The resources that say what instances run at their start
described[resource.address] := resource if {
	some type in instances.types
	some resource in resources.of(type)
	resources.has(resource, path(resource))
}

# METADATA
# title: Where a resource has its user data
path(resource) := array.concat(instances.place(resource), ["UserData"])

# METADATA
# title: The text of the user data
# description: As it is before it is encoded; a part that the template leaves open is a token in it.
text(resource) := found if {
	found := resources.get(resource, path(resource), null)
	is_string(found)
}

# METADATA
# title: The text of user data that is a shell script
script(resource) := found if {
	found := text(resource)
	regex.match(`^#!\S*\b(env\s+)?(ba|da|k|z)?sh\b`, found)
}
